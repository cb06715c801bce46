package shardlab.typing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** What a server knows by names that begin so. */
final class Names {

    private final Session session;
    private final List<Proposal> found = new ArrayList<>();

    Names(Session session) {
        this.session = session;
    }

    Names relations(String schema, String beginning) {
        return add("relations", schema, beginning);
    }

    Names columns(String table, String beginning) {
        return add("columns", table, beginning);
    }

    Names functions(String schema, String beginning) {
        return add("functions", schema, beginning);
    }

    Names schemas(String beginning) {
        return add("schemas", beginning);
    }

    /** Written as the beginning is: in capitals or not. */
    Names keywords(String beginning) {
        boolean capitals = !beginning.isEmpty() && beginning.equals(beginning.toUpperCase(Locale.ROOT));
        for (Proposal each : asked("keywords", beginning)) {
            found.add(capitals ? new Proposal(each.text().toUpperCase(Locale.ROOT), each.kind()) : each);
        }
        return this;
    }

    /** The server's, and Citus's where the server knows none of these. */
    Names settings(String beginning) {
        List<Proposal> here = asked("settings", beginning);
        found.addAll(here);
        if (here.stream().noneMatch(each -> each.text().startsWith(CitusSettings.PREFIX))) {
            CitusSettings.beginning(beginning).forEach(each -> found.add(new Proposal(each.name(), "setting")));
        }
        return this;
    }

    Names values(String setting) {
        List<Proposal> here = asked("setting_values", setting);
        found.addAll(here.isEmpty() ? CitusSettings.values(setting) : here);
        return this;
    }

    Names own(String text, String kind) {
        found.add(new Proposal(text, kind));
        return this;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean takesRelation(String function) {
        return session.query(SqlFile.read("typing/takes_relation.sql"), function).row(0).truth("takes");
    }

    /** All that was found, each once. */
    List<Proposal> all() {
        var texts = new HashSet<String>();
        return found.stream().filter(each -> texts.add(each.text())).toList();
    }

    private Names add(String query, Object... parameters) {
        found.addAll(asked(query, parameters));
        return this;
    }

    private List<Proposal> asked(String query, Object... parameters) {
        return session.query(SqlFile.read("typing/" + query + ".sql"), parameters).stream()
                .map(row -> new Proposal(row.text("word"), row.text("kind"))).toList();
    }
}
