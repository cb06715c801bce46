package shardlab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

/**
 * The same statements, made by chance, on the embedded engine and on this machine's Citus: rows, tags and SQLSTATEs are
 * alike, and so is what every placement holds afterwards. By hand, for hours:
 * {@code ./lab test --differential STATEMENTS --seed SEED}.
 */
class DifferentialTest {

    private static final int STATEMENTS_IN_THE_SUITE = 300;
    private static final int STATEMENTS = Integer.getInteger("shardlab.differential.statements", STATEMENTS_IN_THE_SUITE);
    private static final Long SEED = Long.getLong("shardlab.differential.seed");
    private static final int MOST_DIFFERENCES = Integer.getInteger("shardlab.differential.differences", 5);

    @Test
    void theEnginesAgreeOnTheStatementsOfKnownSeeds() {
        Assumptions.assumeTrue(SEED == null, "a seed of one's own was given");
        compare(1);
    }

    @Test
    void theEnginesAgreeOnStatementsThatNobodyHasSeen() {
        Assumptions.assumeTrue(System.getProperty("shardlab.differential.statements") != null,
                "asked for by ./lab test --differential STATEMENTS");
        compare(SEED == null ? System.currentTimeMillis() : SEED);
    }

    private static void compare(long seed) {
        var citus = TestClusters.installed();
        Assumptions.assumeTrue(citus.isPresent(), "this machine has no Citus to compare the embedded engine with");
        System.out.println("differential test: " + STATEMENTS + " statements from seed " + seed);
        Consumer<String> out = System.out::println;
        try (var differential = new Differential(TestClusters.embedded().coordinator(), citus.get().coordinator(), out)) {
            differential.run(seed, STATEMENTS, MOST_DIFFERENCES);
            System.out.println("differential test: " + differential.summary());
            assertThat(differential.differences().stream().map(Difference::kind).collect(Collectors.toList()))
                    .as("differences; the scripts above show them").isEmpty();
        }
    }
}
