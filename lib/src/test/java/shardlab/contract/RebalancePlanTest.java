package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import shardlab.sql.Session;

/**
 * The embedded engine plans a rebalance as this machine's Citus does: the same moves in the same order, for clusters drawn
 * at random. {@code -Dshardlab.plans=200} draws more of them, {@code -Dshardlab.plans.seed=S} the same again.
 */
class RebalancePlanTest {

    private static final int PLANS = Integer.getInteger("shardlab.plans", 30);
    private static final long SEED = Long.getLong("shardlab.plans.seed", System.currentTimeMillis());

    private final List<ContractEngine> engines = List.of(ContractEngine.EMBEDDED, ContractEngine.citus());

    @BeforeEach
    void createTheSameTables() {
        for (ContractEngine engine : engines) {
            engine.assumePresent();
            RandomBalance.createTables(engine.session());
        }
    }

    @AfterEach
    void dropTheTables() {
        for (ContractEngine engine : engines) {
            if (engine.isPresent()) {
                engine.session().execute("drop schema if exists contract cascade");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aRandomClusterIsRebalancedByTheSameMovesInTheSameOrder() {
        System.out.println("rebalance plans: " + PLANS + ", seed " + SEED);
        return new Random(SEED).longs(PLANS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
            RandomBalance balance = new RandomBalance(seed);
            List<String> embedded = plan(ContractEngine.EMBEDDED.session(), balance);
            List<String> citus = plan(ContractEngine.citus().session(), balance);
            assertThat(embedded).as("%s", balance).isEqualTo(citus);
        }));
    }

    /** What is drawn is rolled back: nothing moves, and no node stays. */
    private static List<String> plan(Session session, RandomBalance balance) {
        session.execute("begin");
        try {
            balance.arrange(session);
            return ClusterContract.lines(session, balance.question());
        } finally {
            session.execute("rollback");
        }
    }
}
