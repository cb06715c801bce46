package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Script;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Statements read one after the other: those that can be judged, and what is to be said of the others. */
final class Workload {

    private static final Set<String> QUERIES = Set.of("select", "insert", "update", "delete", "merge", "with", "values",
            "table");
    private static final int MOST_TOLD = 4;

    private final Session source;
    private final QueryReader reader;
    private final List<String> unread;
    private final int toldBefore;
    private final Progress progress;
    private final List<ReadQuery> queries = new ArrayList<>();
    private final LeftOut leftOut = new LeftOut();
    private final Set<String> own;

    Workload(Session source, SourceSchema schema, List<String> unread, Progress progress) {
        this.progress = progress;
        this.source = source;
        this.reader = new QueryReader(source, schema);
        this.unread = unread;
        this.toldBefore = unread.size();
        this.own = source.query(SqlFile.read("advise/own_relations.sql")).stream().map(row -> row.text("name"))
                .collect(Collectors.toSet());
    }

    /** @throws LabException if none of them can be judged */
    List<ReadQuery> read(List<WorkloadQuery> given) {
        for (int i = 0; i < given.size(); i++) {
            read(given.get(i));
            progress.report("plans of queries", i + 1L, given.size(), "queries");
        }
        unread.addAll(leftOut.sentences());
        if (queries.isEmpty()) {
            List<String> told = unread.subList(toldBefore, unread.size());
            throw new LabException("there is no query to judge a design by", null, told.isEmpty() ? "none was given"
                    : String.join("; ", told.subList(0, Math.min(MOST_TOLD, told.size()))),
                    "give queries that the tables of the schema can answer: --queries FILE", null);
        }
        return List.copyOf(queries);
    }

    private void read(WorkloadQuery query) {
        List<Script.Statement> parts = Script.split(query.sql());
        List<String> words = parts.isEmpty() ? List.of() : parts.get(0).words();
        if (words.size() > 1 && words.get(0).equals("set") && words.get(1).equals("search_path")) {
            source.execute("set local" + parts.get(0).sql().strip().substring("set".length()));
        } else if (parts.size() != 1 || !isQuery(parts.get(0), words)) {
            leftOut.add(LeftOut.ofWord(words.isEmpty() ? "" : words.get(0)), query);
        } else {
            plan(new WorkloadQuery(query.name(), parts.get(0).sql(), query.weight(), query.milliseconds(),
                    query.transaction()));
        }
    }

    /** A query may begin with a parenthesis, and what stands in it is none of the words. */
    private static boolean isQuery(Script.Statement statement, List<String> words) {
        return words.isEmpty() || statement.sql().startsWith("(") || QUERIES.contains(words.get(0));
    }

    private void plan(WorkloadQuery query) {
        try {
            QueryFacts facts = reader.read(query);
            if (facts.occurrences().isEmpty()) {
                leftOut.add(LeftOut.asksCatalog(query.sql(), own) ? LeftOut.Kind.CATALOG : LeftOut.Kind.TABLELESS, query);
            } else {
                queries.add(new ReadQuery(query, facts, source.query("show search_path").singleText(), query.weight()));
            }
        } catch (LabException e) {
            if (LeftOut.asksCatalog(query.sql(), own)) {
                leftOut.add(LeftOut.Kind.CATALOG, query);
                return;
            }
            unread.add(query.name() + " (weight " + Numbers.text(query.weight()) + "): " + e.what());
        }
    }
}
