package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The lab's classification held to EXPLAIN of this machine's Citus: on the best and on the worst design of each workload, or
 * on the designs of a file. Of these, the first counts; {@code -Dshardlab.agreement=all} asks for all.
 */
class AgreementTest {

    private static final Rule RULE = Rule.ofTheLab().with("shards", 8);
    private static final boolean ALL = "all".equals(System.getProperty("shardlab.agreement"));
    private final Set<String> differences = new TreeSet<>();
    private int agreed;
    private int untold;
    private String judge;

    @Test
    void citusHandlesStatementsAsTheClassificationSays() throws IOException {
        Optional<Cluster> citus = TestClusters.installed();
        Assumptions.assumeTrue(citus.isPresent(), "there is no Citus on this machine");
        for (String workload : List.of("ads/ads", "analytics/analytics", "tpcc/tpcc", "tpch/tpch", "pgbench/pgbench",
                "pgbench/pgbench_by_branch", "ads/hard", "chat/chat", "meters/meters", "games/games", "games/merges")) {
            compare(citus.get().coordinator(), workload);
        }
        System.out.println("classification against " + judge + ": " + agreed + " alike, " + differences.size() + " not, "
                + untold + " that its EXPLAIN does not show");
        assertThat(differences).isEmpty();
    }

    private void compare(Server server, String workload) throws IOException {
        int slash = workload.indexOf('/');
        String schemaFile = workload.substring(0, slash);
        List<WorkloadQuery> given = QueryFile.read(AdvisorTest.text(workload.substring(slash + 1) + "_queries.sql"));
        try (var scratch = ScratchDatabase.on(server)) {
            WhatWasRead reading = reading(scratch, AdvisorTest.text(schemaFile + ".sql"), given,
                    AdvisorTest.text(schemaFile + "_rows.csv"));
            assertThat(reading.unread()).allMatch(each -> each.contains("no table of the database is in its plan"));
            var candidates = new Candidates(reading.schema(), reading.queries(), RULE);
            var cost = new Cost(reading.schema(), reading.queries(), RULE, candidates, new Judge(reading.schema()));
            CitusJudge citus = CitusJudge.in(server, scratch, reading.schema(), RULE);
            judge = citus.name();
            for (Design design : designs(schemaFile, candidates, cost)) {
                Judged judged = citus.judge(new DesignScript(reading.schema(), candidates, design), design,
                        reading.queries());
                assertThat(judged.ran()).isEqualTo("run on " + judge + ", on empty tables");
                count(workload, reading.queries(), design, judged.judgements().orElseThrow(), cost);
            }
        }
    }

    private static List<Design> designs(String schema, Candidates candidates, Cost cost) throws IOException {
        if (AdvisorTest.class.getResource("/shardlab/advise/" + schema + "_designs.txt") == null) {
            List<Design> found = new DesignSearch(candidates, cost, Progress.SILENT).run();
            return List.of(found.get(0), found.get(found.size() - 1));
        }
        List<Design> given = AdvisorTest.text(schema + "_designs.txt").lines().map(AgreementTest::design).toList();
        return ALL ? given : given.subList(0, 1);
    }

    /** From a line such as {@code by customer: orders=customer_id, country=reference, note=local}. */
    private static Design design(String line) {
        return new Design(Stream.of(line.replaceFirst(".*: ", "").split(", ")).map(each -> each.split("="))
                .collect(Collectors.toMap(each -> each[0].contains(".") ? each[0] : "public." + each[0],
                        each -> place(each[1]))));
    }

    private static TablePlace place(String text) {
        return switch (text) {
            case "reference" -> TablePlace.REFERENCE;
            case "local" -> TablePlace.LOCAL;
            default -> TablePlace.by(text);
        };
    }

    private static WhatWasRead reading(ScratchDatabase scratch, String tables, List<WorkloadQuery> given, String rows) {
        List<WhatWasRead> reading = new ArrayList<>();
        try (Session source = scratch.session()) {
            List<String> unread = new ArrayList<>(SchemaFile.load(tables, source));
            source.transaction(() -> {
                SourceSchema bare = SourceSchema.read(source);
                SourceSchema schema = bare.withRows(RowCounts.read(rows, bare, unread));
                source.execute(SqlFile.read("advise/planning.sql"));
                reading.add(new WhatWasRead("files", schema,
                        new Workload(source, schema, unread, Progress.SILENT).read(given),
                        List.of(), unread));
            });
        }
        return reading.get(0);
    }

    private void count(String workload, List<ReadQuery> queries, Design design, Map<QueryFacts, Judgement> judged,
            Cost cost) {
        for (ReadQuery query : queries) {
            Judgement said = judged.get(query.facts());
            Handling guessed = cost.classified(design).apply(query).verdict();
            if (said.why().contains("by the lab's classification")) {
                untold++;
                System.out.println(query.query().name() + ": " + said.why());
            } else if (guessed == said.verdict()) {
                agreed++;
            } else {
                differences.add(workload + ": " + query.query().name() + ": " + guessed + ", Citus: " + said.verdict());
                System.out.println(design.summary() + " | " + query.query().name() + ": " + guessed + ", " + said.why());
            }
        }
    }
}
