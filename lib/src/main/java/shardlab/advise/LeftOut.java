package shardlab.advise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shardlab.sql.Script;

/** Statements that say nothing of a design, counted by what they are: each kind is told in one line. */
final class LeftOut {

    /** What a statement is. */
    enum Kind {
        /** Of the driver and of the session. */
        SESSION("sessions and transactions"),
        /** Everything else that is no query. */
        OTHER("no SELECT, INSERT, UPDATE, DELETE or MERGE"),
        /** Drivers, tools and the lab itself ask it. */
        CATALOG("the server's catalog and statistics alone are asked, as drivers, tools and this lab do"),
        /** A constant, or functions. */
        TABLELESS("no table of the database is in its plan");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final Set<String> SESSION = Set.of("set", "reset", "show", "discard", "begin", "start", "commit", "end",
            "rollback", "abort", "savepoint", "release", "prepare", "deallocate", "listen", "unlisten", "notify");
    private static final int MOST_WORDS = 8;

    private final Map<Kind, List<WorkloadQuery>> found = new EnumMap<>(Kind.class);

    /** The kind of a statement that is no query, by its first word. */
    static Kind ofWord(String first) {
        return SESSION.contains(first) ? Kind.SESSION : Kind.OTHER;
    }

    /** True if a statement that cannot be planned names the catalog, and nothing of the database's own. */
    static boolean asksCatalog(String sql, Set<String> own) {
        List<String> names = Script.names(sql);
        return names.stream().noneMatch(own::contains)
                && names.stream().anyMatch(name -> name.startsWith("pg_") || name.equals("information_schema"));
    }

    void add(Kind kind, WorkloadQuery query) {
        found.computeIfAbsent(kind, each -> new ArrayList<>()).add(query);
    }

    /** A sentence for each kind that there is. */
    List<String> sentences() {
        return found.entrySet().stream().map(each -> sentence(each.getKey(), each.getValue())).toList();
    }

    private static String sentence(Kind kind, List<WorkloadQuery> queries) {
        double weight = queries.stream().mapToDouble(WorkloadQuery::weight).sum();
        boolean many = kind == Kind.SESSION || kind == Kind.OTHER;
        return queries.size() + (queries.size() == 1 ? " statement" : " statements") + " left out (weight "
                + Numbers.text(weight) + "): " + kind.text + (many ? words(queries) : "");
    }

    private static String words(List<WorkloadQuery> queries) {
        Set<String> words = new TreeSet<>();
        queries.forEach(query -> Script.names(query.sql()).stream().findFirst()
                .ifPresent(word -> words.add(word.toUpperCase(Locale.ROOT))));
        return words.isEmpty() ? "" : " (" + String.join(", ", words.stream().limit(MOST_WORDS).toList())
                + (words.size() > MOST_WORDS ? ", …" : "") + ")";
    }
}
