package shardlab.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
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
}
