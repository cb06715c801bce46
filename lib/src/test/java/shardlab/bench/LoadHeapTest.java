package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import shardlab.ChildJvm;
import shardlab.TestClusters;
import shardlab.retail.Retail;
import shardlab.sql.Server;

/** A load streams: it works in a heap that could not hold its rows. */
class LoadHeapTest {

    private static final String SCHEMA = "heap_test";
    private static final long SALES = 200_000;
    private static final long HEAP_BYTES = 48L << 20;
    /** Less than any row has: a sale_detail is 75 bytes in COPY's binary format. */
    private static final long LEAST_BYTES_OF_A_ROW = 32;

    @Test
    void rowsAreNotHeldInMemory() throws Exception {
        Server coordinator = TestClusters.embedded().coordinator();
        try {
            var output = ChildJvm.run(LoadProbe.class, List.of("-Xmx" + HEAP_BYTES), Map.of("SHARDLAB_ENGINE", "remote",
                    "SHARDLAB_URL", TestClusters.remote(coordinator).url().orElseThrow()), SCHEMA, Long.toString(SALES));

            assertThat(output.status()).as(output.text()).isZero();
            assertThat(number("rows", output.text()) * LEAST_BYTES_OF_A_ROW).isGreaterThan(HEAP_BYTES);
            assertThat(number("heap", output.text())).isBetween(1L, HEAP_BYTES);
        } finally {
            Retail.of(coordinator).schema(SCHEMA).drop();
        }
    }

    private static long number(String name, String text) {
        var matcher = Pattern.compile(name + ": (\\d+)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
