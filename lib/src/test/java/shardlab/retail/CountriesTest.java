package shardlab.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;

/** The four-country data in a real cluster. */
@ParameterizedClass
@MethodSource("clusters")
class CountriesTest {

    private final Cluster cluster;

    CountriesTest(Cluster cluster) {
        this.cluster = cluster;
    }

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @Test
    void everyCountryHasItsOrdersWhichAddUpAndArePaid() {
        Countries countries = Countries.of(cluster.coordinator()).schema("countries_test").ordersPerCountry(100);
        try (Session session = cluster.session()) {
            countries.createTables();
            countries.distribute();
            assertThat(countries.load()).isGreaterThan(4 * 300);
            session.execute("set search_path to countries_test, public");
            assertThat(session.query("select country_id, count(*) as orders from purchase_order group by country_id"))
                    .hasSize(4).allMatch(row -> row.number("orders") == 100);
            assertThat(session.query("""
                    select count(*)
                      from purchase_order o
                      join (select country_id, order_id, sum(quantity * unit_price) as total
                              from order_line
                             group by country_id, order_id) l
                        on l.country_id = o.country_id and l.order_id = o.order_id
                      join payment p on p.country_id = o.country_id and p.order_id = o.order_id
                     where l.total = o.total and p.amount = o.total
                    """).singleNumber()).isEqualTo(400);
        } finally {
            countries.drop();
        }
    }

    @Test
    void whoeverMakesOrRemovesTheTablesMeanwhileIsWaitedForAndNamed() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Countries countries = Countries.of(cluster.coordinator()).schema("countries_test")
                .telling((what, done, total, unit) -> told.add(what));
        try (Session other = cluster.session()) {
            var lock = new SchemaLock(other, "countries_test");
            lock.take(Progress.SILENT);
            var dropped = CompletableFuture.runAsync(countries::drop);
            await(told);
            assertThat(dropped).isNotDone();
            lock.free();
            dropped.join();
        }
        assertThat(told.get(0)).startsWith("waiting for shardlab ").contains("the schema countries_test");
    }

    private static void await(List<String> told) {
        for (int looks = 0; told.isEmpty() && looks < 600; looks++) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(told).isNotEmpty();
    }
}
