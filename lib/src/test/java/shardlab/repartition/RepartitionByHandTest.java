package shardlab.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.plan.Shop;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

class RepartitionByHandTest {

    private static final String MERGE = """
            select s.state, count(*) as n, sum(i.amount) as amount
              from by_hand.sale s join by_hand.invoice i using (sale_id) group by s.state""";
    private static final String COLLECT =
            "select state, sum(n)::bigint as n, sum(amount) as amount from by_hand.part group by 1 order by 1";
    private final Session session = Shop.of(TestClusters.embedded()).session();

    @AfterAll
    static void closeTheShops() {
        Shop.closeAll();
    }

    @Test
    void theAnswerIsThatOfTheJoinAndRowsGoFromWorkerToWorker() {
        var done = join().run(MERGE, COLLECT);

        assertThat(done.rows().rows()).isEqualTo(session.query("""
                select s.state, count(*) as n, sum(i.amount) as amount
                  from sale s join invoice i using (sale_id) group by 1 order by 1""").rows());
        assertThat(rows(done, "map")).isEqualTo(1000);
        assertThat(rows(done, "shuffle")).isEqualTo(1000);
        assertThat(done.steps()).filteredOn(step -> step.name().equals("shuffle")).hasSize(8)
                .allMatch(step -> step.sql().contains("by_hand_worker-"));
    }

    @Test
    void nothingIsLeftBehindByAFailure() {
        assertThatThrownBy(() -> join().run("select nothing from by_hand.sale", COLLECT)).isInstanceOf(SqlException.class);

        assertThat(session.query("select 1 from pg_namespace where nspname like 'by\\_hand%'").size()).isZero();
        assertThat(session.query("""
                select distinct result from run_command_on_workers(
                    'select count(*) from pg_foreign_server where srvname like ''by\\_hand%''')""").singleText())
                    .isEqualTo("0");
    }

    private RepartitionByHand join() {
        return RepartitionByHand.join(session, Side.of("sale", "sale_id").moving("state"),
                Side.of("invoice", "sale_id").moving("amount"));
    }

    private static long rows(RepartitionByHand.Done done, String step) {
        return done.steps().stream().filter(one -> one.name().equals(step)).mapToLong(HandStep::rows).sum();
    }
}
