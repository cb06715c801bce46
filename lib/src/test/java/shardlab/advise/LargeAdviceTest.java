package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.bench.LargeSchema;

/** Two hundred tables and two thousand queries; fewer in a whole run, all with {@code -Dshardlab.advice=200x2000}. */
class LargeAdviceTest {

    private static final String[] SIZE = System.getProperty("shardlab.advice", "80x400").split("x");

    @Test
    void eachFamilyOfALargeSchemaLiesTogetherAndProgressIsTold() {
        var large = new LargeSchema(Integer.parseInt(SIZE[0]), Integer.parseInt(SIZE[1]));
        var told = new ConcurrentHashMap<String, Long>();
        Advice advice = new Advisor(Rule.ofTheLab(), (what, done, total, unit) -> told.put(what, done))
                .fromFiles(TestClusters.embedded().coordinator(), large.schema(), large.queryText(),
                        Optional.of(large.rows()));
        assertThat(advice.queries()).hasSize(Integer.parseInt(SIZE[1]));
        assertThat(advice.best().design().places()).allSatisfy((table, place) -> assertThat(place.toString())
                .isIn("by id", "by " + "owner" + family(table) + "_id", table.contains("list") ? "reference" : "by id"));
        assertThat(told).containsEntry("plans of queries", Long.valueOf(SIZE[1]));
        assertThat(told.get("designs")).isGreaterThan(100);
        System.out.println(advice.looked() + " designs looked at");
    }

    private static int family(String table) {
        return Integer.parseInt(table.replaceAll("\\D", "")) % 8;
    }
}
