package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;

/** Two kernels at one lesson: the tables of the first are not taken away, and the second is told whom it waits for. */
class SchemaHoldTest {

    private interface Maker {
        AutoCloseable make(Cluster cluster, Progress progress);
    }

    private record Tables(String schema, Maker maker) {
        @Override
        public String toString() {
            return schema;
        }
    }

    static Stream<Tables> tables() {
        return Stream.of(new Tables("client_lab", (cluster, progress) -> ClientTable.make(cluster, 10, progress)),
                new Tables("failure_lab", (cluster, progress) -> FailureTables.make(cluster, 1, progress)),
                new Tables("insert_lab", (cluster, progress) -> InsertTables.make(cluster, 10, progress)),
                new Tables("monitor_lab", MonitorTables::make),
                new Tables("transfer_lab", (cluster, progress) -> TransferTables.make(cluster, 2, 1, progress)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whoComesSecondWaitsAndIsToldForWhom(Tables tables) throws Exception {
        Cluster cluster = TestClusters.embedded();
        var told = new AtomicReference<String>();
        var waits = new CountDownLatch(1);
        Progress progress = (what, done, total, unit) -> {
            if (what.startsWith("waiting for")) {
                told.set(what);
                waits.countDown();
            }
        };
        try (Session first = cluster.session()) {
            new SchemaLock(first, tables.schema()).take(Progress.SILENT);
            first.execute(first.format("create schema %I", tables.schema()));
            var second = CompletableFuture.supplyAsync(() -> tables.maker().make(cluster, progress));
            assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(first.query("select from pg_namespace where nspname = ?", tables.schema()).size())
                    .as("the first one's schema is there").isEqualTo(1);
            assertThat(told.get()).contains("which has the tables of the schema " + tables.schema());
            new SchemaLock(first, tables.schema()).free();
            second.get(1, TimeUnit.MINUTES).close();
        }
    }
}
