package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shardlab.ChildJvm;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;
import shardlab.cluster.Backup;
import shardlab.cluster.Cluster;
import shardlab.cluster.OnePostgres;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.sql.Session;

/** One PostgreSQL beside the cluster: the same rows in it, no part of the cluster, and nothing left of it. */
class OnePostgresContractTest extends ClusterContract {

    private static final String ROWS = "select id, amount, said from %s order by id";

    private void makeTable() {
        run("create table kept (id bigint primary key, amount numeric(12, 2), said text)",
                "select create_distributed_table('kept', 'id')",
                "insert into kept select n, n / 7.0, case when n % 5 > 0 then 'said ' || n end"
                        + " from generate_series(1, 500) n");
    }

    private void assertThatItHasTheRows(OnePostgres one) {
        one.session().execute("create table kept (id bigint primary key, amount numeric(12, 2), said text)");
        assertThat(one.fill("kept", session, "select * from contract.kept")).isEqualTo(500);
        assertThat(lines(one.session(), ROWS.formatted("kept"))).isEqualTo(lines(ROWS.formatted("contract.kept")));
    }

    private void assumeThatTheLabStartsServersHere() {
        assumeThat(Backup.possible(engine.cluster())).as("the servers of %s are not processes of the lab", engine).isTrue();
    }

    @Test
    void itIsAServerOfItsOwnOfTheSameVersionWhereTheLabStartsServers() {
        assumeThatTheLabStartsServersHere();
        makeTable();
        try (var one = OnePostgres.start(engine.cluster(), Progress.SILENT)) {
            assertThat(one.ownServer()).isTrue();
            assertThatItHasTheRows(one);
            assertThat(lines(one.session(), "show server_version")).isEqualTo(lines("show server_version"));
            assertThat(lines(one.session(), "select extname from pg_extension")).containsExactly("plpgsql");
            assertThat(one.session().server().port()).isNotEqualTo(engine.cluster().coordinator().port());
            assertThat(one.sentence()).contains("a server of its own");
            assertThat(here().besides()).containsExactly("a plain PostgreSQL");
        }
        assertThat(here().besides()).isEmpty();
    }

    @Test
    void itHasTheSettingsOfTheClustersServers() {
        assumeThatTheLabStartsServersHere();
        String settings = """
                select name, setting from pg_settings where name in ('shared_buffers', 'work_mem', 'fsync', 'jit',
                'synchronous_commit', 'effective_cache_size', 'max_parallel_workers_per_gather') order by name""";
        try (var one = OnePostgres.start(engine.cluster(), Progress.SILENT)) {
            assertThat(lines(one.session(), settings)).isEqualTo(lines(settings));
        }
    }

    @Test
    void anotherOneOfTheSameProcessTakesItsPlace() {
        assumeThatTheLabStartsServersHere();
        var first = OnePostgres.start(engine.cluster(), Progress.SILENT);
        try (var second = OnePostgres.start(engine.cluster(), Progress.SILENT)) {
            assertThat(first.session().isAlive()).isFalse();
            assertThat(here().besides()).hasSize(1);
            assertThat(number(second.session())).isEqualTo(1);
            first.close();
            assertThat(number(second.session())).isEqualTo(1);
        }
        assertThat(here().besides()).isEmpty();
    }

    /** Starts one, and ends as a killed process does: no shutdown hook runs. */
    static final class Killed {
        public static void main(String[] arguments) {
            OnePostgres.start(Cluster.attach(Settings.fromEnvironment()).orElseThrow(), Progress.SILENT);
            Runtime.getRuntime().halt(9);
        }
    }

    @Test
    void theOneOfAKilledProcessIsRemovedByTheNextStart() throws IOException, InterruptedException {
        assumeThatTheLabStartsServersHere();
        Settings settings = TestClusters.settings(engine.toString());
        assertThat(ChildJvm.run(Killed.class, List.of(), Map.of("SHARDLAB_ENGINE", engine.toString(),
                "SHARDLAB_HOME", settings.stateFolder().getParent().toString())).status()).isEqualTo(9);
        assertThat(here().besides()).hasSize(1);
        Cluster.open(settings, Progress.SILENT).close();
        assertThat(here().besides()).isEmpty();
        try (Stream<Path> left = Files.list(settings.stateFolder())) {
            assertThat(left.filter(each -> each.getFileName().toString().contains("-plain-"))).isEmpty();
        }
    }

    @Test
    void itIsTablesOfTheCoordinatorWhereTheLabStartsNoServers() {
        makeTable();
        try (var remote = Cluster.open(TestClusters.remote(engine.cluster().coordinator()), Progress.SILENT)) {
            run("create schema one_postgres_0");
            try (var one = OnePostgres.start(remote, Progress.SILENT);
                    var other = OnePostgres.start(remote, Progress.SILENT)) {
                assertThat(one.ownServer()).isFalse();
                assertThat(lines(other.session(), "select current_schema")).isNotEqualTo(
                        lines(one.session(), "select current_schema"));
                assertThatItHasTheRows(one);
                assertThat(one.sentence()).contains("ordinary tables of the coordinator", "remote");
            }
            assertThat(lines("select 1 from pg_namespace where nspname like 'one_postgres%'")).isEmpty();
        }
    }

    private static long number(Session on) {
        return on.query("select 1").singleNumber();
    }

    private Engine here() {
        return Engines.named(TestClusters.settings(engine.toString()), engine.toString());
    }
}
