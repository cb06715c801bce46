package shardlab.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** The ten-state data in a real cluster: loaded whole, found half-loaded and mended, the same by every way in. */
@ParameterizedClass
@MethodSource("targets")
class RetailTest {

    private static final String SCHEMA = "retail_test";
    private static final long SALES = 3_000;
    private static final long SEED = 7;

    private final Target target;
    private final Retail retail;

    RetailTest(Target target) {
        this.target = target;
        this.retail = Retail.of(target.coordinator).workers(target.workers).directShardCopy(target.direct)
                .schema(SCHEMA).sales(SALES).seed(SEED);
    }

    private record Target(String engine, Server coordinator, List<Server> workers, boolean direct) {

        static Target of(Cluster cluster) {
            return new Target(cluster.engine(), cluster.coordinator(), cluster.workers(),
                    cluster.can(Capability.DIRECT_SHARD_COPY));
        }

        @Override
        public String toString() {
            return engine;
        }
    }

    static Stream<Target> targets() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream()).map(Target::of);
    }

    @BeforeEach
    void createTables() {
        retail.createTables();
        retail.distribute();
    }

    @AfterParameterizedClassInvocation
    static void drop(Target target) {
        Retail.of(target.coordinator).schema(SCHEMA).drop();
    }

    @Test
    void whatIsLoadedIsWhatWasGeneratedAndKeepsEveryPromise() {
        retail.empty();
        List<String> finished = new ArrayList<>();
        LoadReport first = retail.ensure((what, done, total, unit) -> {
            if (done == total) {
                finished.add(what);
            }
        });
        assertThat(finished).containsExactly(
                Arrays.stream(RetailTable.values()).map(RetailTable::table).toArray(String[]::new));
        assertThat(first.loaded()).containsOnlyKeys(RetailTable.values());
        assertThat(retail.contents()).contains(new Contents(SALES, SEED));
        assertStoredAsGenerated();
        assertThat(retail.checkInvariants()).hasSizeGreaterThan(12).allMatch(Invariant::ok);
        assertThat(retail.rowsByState("sale")).first().isEqualTo(new StateCount("CA", 662));
        assertThat(retail.ensure(Progress.SILENT).loaded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RowFormat.class)
    void everyWayInGivesTheSameRows(RowFormat format) {
        retail.empty();
        Retail.of(target.coordinator).schema(SCHEMA).sales(SALES).seed(SEED).threads(1).format(format).copy(Progress.SILENT);
        assertStoredAsGenerated();
        retail.empty();
        retail.threads(4).format(format).copy(Progress.SILENT);
        assertStoredAsGenerated();
    }

    @Test
    void anInterruptedLoadLeavesNoCopyBehindAndTheNextOneMendsIt() {
        retail.empty();
        Thread loading = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThatThrownBy(() -> retail.load((what, done, total, unit) -> {
            if (what.equals("sale_detail") && done > 0 && interrupted.compareAndSet(false, true)) {
                loading.interrupt();
            }
        })).isInstanceOf(LabException.class).hasMessageContaining("interrupted").hasMessageContaining("sale_detail");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(retail.contents()).isEmpty();
        assertThat(copiesUnderWay()).isZero();

        LoadReport mended = retail.ensure(Progress.SILENT);
        assertThat(mended.loaded().keySet()).first().isEqualTo(RetailTable.SALE_DETAIL);
        assertStoredAsGenerated();
    }

    @Test
    void aTableThatWasUnderWayWhenTheProcessDiedIsLoadedAnew() {
        load();
        try (Session session = Session.open(target.coordinator)) {
            session.execute("delete from retail_test.invoice_detail where state = 'TX'");
            session.execute("update retail_test.load_log set state = 'loading' where table_name = 'invoice_detail'");
        }
        assertThat(retail.checkInvariants()).anyMatch(invariant -> !invariant.ok());
        assertThat(retail.ensure(Progress.SILENT).loaded().keySet()).containsExactly(
                RetailTable.INVOICE_DETAIL, RetailTable.REDEEMED_COUPON, RetailTable.POINTS_MOVEMENT);
        assertStoredAsGenerated();
    }

    @Test
    void anotherSizeOrSeedIsToldAndLoadedOnlyWhenAsked() {
        load();
        Retail other = retail.sales(2_000).seed(8);
        assertThatThrownBy(() -> other.ensure(Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("3,000 sales of seed 7").hasMessageContaining("2,000 sales of seed 8")
                .hasMessageContaining("lab.retail().schema(\"retail_test\").sales(2000).seed(8).reload(progress())");
        assertThat(other.asLoaded().orElseThrow().asked()).isEqualTo(new Contents(SALES, SEED));
        other.reload(Progress.SILENT);
        assertThat(retail.contents()).contains(new Contents(2_000, 8));
        assertThat(retail.replacing(true).ensure(Progress.SILENT).loaded()).hasSize(RetailTable.values().length);
        assertThat(retail.replacing(true).ensure(Progress.SILENT).loaded()).isEmpty();
        assertThat(retail.contents()).contains(new Contents(SALES, SEED));
    }

    @Test
    void aForeignKeyIsEnforcedAfterTheLoad() {
        load();
        try (Session session = Session.open(target.coordinator)) {
            assertThatThrownBy(() -> session.execute("delete from retail_test.customer where state = 'CA'"))
                    .hasMessageContaining("foreign key");
        }
    }

    @Test
    void fillsThatBeginAtOnceFillOnceAndWhoWaitsIsToldForWhom() {
        retail.drop();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        var fills = Stream.generate(() -> CompletableFuture.supplyAsync(
                () -> retail.ensure((what, done, total, unit) -> told.add(what)))).limit(4).toList();

        var loaded = fills.stream().map(fill -> fill.join().loaded()).toList();

        assertThat(loaded).filteredOn(tables -> !tables.isEmpty()).hasSize(1);
        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("waiting for shardlab ")
                .contains("process " + ProcessHandle.current().pid(), "which has the tables of the schema retail_test"));
        assertStoredAsGenerated();
    }

    @Test
    void aFillWhoseServerGoesAwayTellsThatAndNotItsCleaningUp() {
        retail.drop();
        assertThatThrownBy(() -> retail.ensure((what, done, total, unit) -> {
            if (what.equals("sale") && done > 0) {
                endSessionsThatFill();
            }
        })).isInstanceOf(LabException.class).hasMessageNotContaining("advisory_unlock");
        assertThat(retail.ensure(Progress.SILENT).loaded()).isNotEmpty();
        assertStoredAsGenerated();
    }

    private void endSessionsThatFill() {
        try (Session session = Session.open(target.coordinator)) {
            session.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 2"
                    + " and pid <> pg_backend_pid()");
        }
    }

    /** What another test has left may serve. */
    private void load() {
        if (!retail.contents().equals(Optional.of(retail.asked()))) {
            retail.reload(Progress.SILENT);
        }
    }

    private void assertStoredAsGenerated() {
        DataSet data = retail.dataSet();
        try (Session session = Session.open(target.coordinator)) {
            for (RetailTable table : RetailTable.values()) {
                assertThat(RetailText.stored(session, SCHEMA, table)).as(table.table())
                        .isEqualTo(RetailText.generated(data, table));
            }
        }
    }

    private long copiesUnderWay() {
        List<Server> servers = new ArrayList<>(target.workers);
        servers.add(target.coordinator);
        return servers.stream().mapToLong(server -> {
            try (Session session = Session.open(server)) {
                return session.query("select count(*) from pg_stat_progress_copy").singleNumber();
            }
        }).sum();
    }
}
