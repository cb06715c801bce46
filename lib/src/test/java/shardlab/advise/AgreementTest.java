package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The lab's classification held to EXPLAIN of this machine's Citus, on the best and on the worst design. */
class AgreementTest {

    private static final Rule RULE = Rule.ofTheLab();
    private final Set<String> differences = new TreeSet<>();
    private int agreed;
    private String judge;

    @Test
    void citusHandlesStatementsAsTheClassificationSaysOrTheDifferenceIsExplained() throws IOException {
        Optional<Cluster> citus = TestClusters.installed();
        Assumptions.assumeTrue(citus.isPresent(), "there is no Citus on this machine");
        for (String workload : List.of("ads/ads", "analytics/analytics", "tpcc/tpcc", "tpch/tpch", "pgbench/pgbench",
                "pgbench/pgbench_by_branch", "ads/hard")) {
            compare(citus.get().coordinator(), workload);
        }
        System.out.println("classification against " + judge + ": " + agreed + " alike, " + differences.size() + " not");
        differences.forEach(System.out::println);
        assertThat(differences).isSubsetOf(AdvisorTest.text("agreement_differences.txt").lines()
                .map(line -> line.replaceFirst(" # .*", "")).toList());
    }

    private void compare(Server server, String workload) throws IOException {
        int slash = workload.indexOf('/');
        String schemaFile = workload.substring(0, slash);
        List<WorkloadQuery> given = QueryFile.read(AdvisorTest.text(workload.substring(slash + 1) + "_queries.sql"));
        try (var scratch = ScratchDatabase.on(server)) {
            WhatWasRead reading = reading(scratch, AdvisorTest.text(schemaFile + ".sql"), given,
                    AdvisorTest.text(schemaFile + "_rows.csv"));
            assertThat(reading.unread()).isEmpty();
            var candidates = new Candidates(reading.schema(), reading.queries(), RULE);
            var cost = new Cost(reading.schema(), reading.queries(), RULE, candidates, new Judge(reading.schema()));
            List<Design> designs = new DesignSearch(candidates, cost, Progress.SILENT).run();
            CitusJudge citus = CitusJudge.in(server, scratch, reading.schema(), RULE);
            judge = citus.name();
            for (Design design : Set.of(designs.get(0), designs.get(designs.size() - 1))) {
                Judged judged = citus.judge(new DesignScript(reading.schema(), candidates, design), design,
                        reading.queries());
                assertThat(judged.ran()).isEqualTo("run on " + judge + ", on empty tables");
                count(workload, reading.queries(), design, judged.judgements().orElseThrow(), cost);
            }
        }
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
            assertThat(said.why()).as(query.query().name()).doesNotContain("by the lab's classification");
            Handling guessed = cost.classified(design).apply(query).verdict();
            if (guessed == said.verdict()) {
                agreed++;
            } else {
                differences.add(workload + ": " + query.query().name() + ": " + guessed + ", Citus: " + said.verdict());
                System.out.println(design.summary() + " | " + query.query().name() + ": " + guessed + ", " + said.why());
            }
        }
    }
}
