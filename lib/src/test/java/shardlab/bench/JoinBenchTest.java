package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.JoinStrategy;
import shardlab.workload.EngineJoin;
import shardlab.workload.EveryJoin;

class JoinBenchTest {

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyKindOfJoinGivesTheSameAnswerAndIsWhatItIsCalled(Cluster cluster, @TempDir Path folder) throws Exception {
        var size = new EveryJoin(cluster, 1, Duration.ofMinutes(1), Progress.SILENT).run(300);
        BenchJoins.write(folder, List.of(size));

        assertThat(size.plans().get("co-located").strategy()).isEqualTo(JoinStrategy.COLOCATED);
        if (cluster.can(Capability.REPARTITION_JOIN)) {
            assertThat(size.plans()).hasSize(7);
            assertThat(size.plans().get("repartition, single").strategy()).isEqualTo(JoinStrategy.REPARTITION_SINGLE);
            assertThat(size.plans().get("repartition, dual").strategy()).isEqualTo(JoinStrategy.REPARTITION_DUAL);
            assertThat(size.plans().get("local table").strategy()).isEqualTo(JoinStrategy.SUBPLAN_BROADCAST);
        } else {
            assertThat(size.outcome().of("repartition by hand").samples().size()).isEqualTo(1);
        }
        assertThat(size.outcome().table()).contains("every arm returned the same 5 rows");
        assertThat(Files.readString(folder.resolve("joins.csv"))).startsWith("sales,arm,strategy")
                .contains("\"co-located\"");
        assertThat(Files.readString(folder.resolve("joins.md"))).contains("| 300 sales |").contains("| co-located | ")
                .contains("Measured rounds, interleaved: 1 at 300.");
        assertThat(folder.resolve("joins-300.png")).isNotEmptyFile();
    }

    @Test
    void everyEngineGivesTheSameAnswerToACoLocatedJoin() {
        List<Cluster> all = clusters().toList();
        for (String question : List.of("colocated", "colocated_by_state")) {
            var outcome = EngineJoin.on(all, question, 300, 1, Progress.SILENT);
            assertThat(outcome.timings()).hasSameSizeAs(all);
            assertThat(outcome.answerRows()).hasValue(question.equals("colocated") ? 5 : 200);
        }
    }

    @Test
    void thePriceOfARepartitionIsMeasuredByItsFetches(@TempDir Path folder) throws Exception {
        Cluster cluster = TestClusters.installed().filter(found -> found.can(Capability.REPARTITION_JOIN))
                .orElseGet(() -> abort("no PostgreSQL with Citus here (pg_config): no repartition join to measure"));
        var out = new ByteArrayOutputStream();
        new FetchBench(cluster, 1, Progress.SILENT)
                .run(List.of(2, 4), List.of(1), folder, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(Files.readAllLines(folder.resolve("fetches.csv"))).hasSize(4)
                .anyMatch(line -> line.startsWith("shards,2,80,"))
                .anyMatch(line -> line.startsWith("buckets a node,1,160,"));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ms for each fetch");
        assertThat(folder.resolve("fetches.png")).isNotEmptyFile();
    }

    @Test
    void theHarnessIsComparedWithPgbenchOrSaysThatThereIsNone() {
        var out = new ByteArrayOutputStream();
        var outcome = BenchHarness.run(TestClusters.embedded(), "one", "select 1", 1, 20, Progress.SILENT,
                new PrintStream(out, true, StandardCharsets.UTF_8));

        boolean pgbench = Pgbench.find(TestClusters.embedded().coordinator()).isPresent();
        assertThat(outcome.timings()).hasSize(pgbench ? 3 : 2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("the lab's experiment")
                .matches(text -> pgbench || text.contains("There is no pgbench"));
    }
}
