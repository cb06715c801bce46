package shardlab.advise;

import com.samskivert.mustache.Mustache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.Secrets;
import shardlab.sql.SqlFile;

/** A design's script as text for psql: it runs whole or not at all, and ends with the statements that should change. */
final class ScriptText {

    private ScriptText() {
    }

    static String of(DesignScript script, Design design, int shards, List<ReadQuery> queries, List<Judgement> judgements) {
        List<Map<String, String>> changes = IntStream.range(0, queries.size()).boxed()
                .flatMap(i -> KeyChanges.mend(queries.get(i).facts(), design, script.schema())
                        .or(() -> howTo(queries.get(i).facts(), design, judgements.get(i))).stream().map(how -> Map.of(
                        "name", line(queries.get(i).query().name()), "verdict", judgements.get(i).verdict().toString(),
                        "why", line(judgements.get(i).why()), "how", how)))
                .toList();
        return Mustache.compiler().escapeHTML(false).compile(SqlFile.read("advise/script.sql")).execute(Map.of(
                "summary", line(design.summary()), "statements", script.statements(shards), "triggers",
                script.triggers().stream().map(ScriptText::line).toList(), "lost",
                script.lost().stream().map(ScriptText::line).toList(), "changes", changes));
    }

    /** A name may hold the end of a line, which would end the comment that it stands in. */
    private static String line(String text) {
        return Secrets.hidden(text).replaceAll("\\s+", " ");
    }

    private static Optional<String> howTo(QueryFacts facts, Design design, Judgement judgement) {
        return switch (judgement.verdict()) {
            case ROUTER, ONE_NODE, LOCAL, EVERY_NODE -> Optional.empty();
            case MULTI_SHARD, REFERENCE, COLOCATED, SOME_SHARDS -> Optional.of("give one value of " + columns(facts, design)
                    + " where the caller knows it");
            case BROADCAST, REPARTITION, PULLED, REFUSED -> Optional.of("compare " + columns(facts, design)
                    + " with one another, and one of them with a value");
        };
    }

    private static String columns(QueryFacts facts, Design design) {
        return line(facts.tables().stream().filter(table -> design.of(table).isDistributed())
                .map(table -> table + "." + design.of(table).column()).collect(Collectors.joining(", ")));
    }
}
