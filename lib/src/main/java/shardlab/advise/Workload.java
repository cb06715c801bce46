package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Script;
import shardlab.sql.Session;

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
    private int others;
    private int tableless;

    Workload(Session source, SourceSchema schema, List<String> unread, Progress progress) {
        this.progress = progress;
        this.source = source;
        this.reader = new QueryReader(source, schema);
        this.unread = unread;
        this.toldBefore = unread.size();
    }

    /** @throws LabException if none of them can be judged */
    List<ReadQuery> read(List<WorkloadQuery> given) {
        for (int i = 0; i < given.size(); i++) {
            read(given.get(i));
            progress.report("plans of queries", i + 1L, given.size(), "queries");
        }
        tell(others, "left out: no SELECT, INSERT, UPDATE, DELETE or MERGE");
        tell(tableless, "left out: no table of the database is in its plan");
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
        } else if (parts.size() != 1 || !(words.isEmpty() || QUERIES.contains(words.get(0)))) {
            others++;
        } else {
            plan(new WorkloadQuery(query.name(), parts.get(0).sql(), query.weight(), query.milliseconds(),
                    query.transaction()));
        }
    }

    private void plan(WorkloadQuery query) {
        try {
            QueryFacts facts = reader.read(query);
            if (facts.occurrences().isEmpty()) {
                tableless++;
            } else {
                queries.add(new ReadQuery(query, facts, source.query("show search_path").singleText(), query.weight()));
            }
        } catch (LabException e) {
            unread.add(query.name() + " (weight " + Numbers.text(query.weight()) + "): " + e.what());
        }
    }

    private void tell(int count, String which) {
        if (count > 0) {
            unread.add(count + (count == 1 ? " statement " : " statements ") + which);
        }
    }
}
