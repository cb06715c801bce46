package shardlab.advise;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Judges statements under designs, and remembers: a statement is judged once for each set of places of its tables. */
final class Judge {

    private final SourceSchema schema;
    private final IdentityHashMap<QueryFacts, Map<List<TablePlace>, Judgement>> known = new IdentityHashMap<>();
    private final IdentityHashMap<QueryFacts, List<String>> tables = new IdentityHashMap<>();

    Judge(SourceSchema schema) {
        this.schema = schema;
    }

    Judgement judge(QueryFacts facts, Design design) {
        List<TablePlace> places = tables.computeIfAbsent(facts, QueryFacts::tables).stream().map(design::of).toList();
        return known.computeIfAbsent(facts, each -> new HashMap<>())
                .computeIfAbsent(places, each -> new Classification(facts, design, schema).judgement());
    }
}
