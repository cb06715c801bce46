package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;

class ClientsTest {

    private static final String INSERT = "insert into client_keys values (:id)";

    private final Cluster cluster = TestClusters.embedded();
    private final Server server = cluster.coordinator();

    @BeforeEach
    void createTable() {
        execute("create table client_keys (id bigint)");
    }

    @AfterEach
    void dropTable() {
        execute("drop table client_keys");
    }

    @Test
    void theSameSeedGivesTheSameKeysAndAnotherOneOthers() {
        List<Object> keys = keysOf(7);

        assertThat(keys).hasSize(60).doesNotHaveDuplicates();
        assertThat(keysOf(7)).isEqualTo(keys);
        assertThat(keysOf(8)).isNotEqualTo(keys);
    }

    private List<Object> keysOf(long seed) {
        execute("truncate client_keys");
        var run = Clients.of(server, ClientStatement.of(INSERT).drawing("id", 1, 1L << 60)).count(3).times(20).seed(seed)
                .run();
        assertThat(run.latencies().count()).isEqualTo(60);
        return query("select id from client_keys order by id");
    }

    @Test
    void whatTheServerRefusesIsCountedByItsSqlState() {
        execute("alter table client_keys add primary key (id)");
        var run = Clients.of(server, ClientStatement.of(INSERT).drawing("id", 5, 5)).count(2).times(10).run();

        assertThat(run.errors()).isEqualTo(Map.of("23505", 19L));
        assertThat(run.failed()).isEqualTo(19);
        assertThat(run.latencies().count()).isEqualTo(1);
        assertThat(run.seconds().stream().mapToLong(ClientsRun.Second::failed).sum()).isEqualTo(19);
    }

    @Test
    void aTransactionOfSeveralStatementsThatFailsIsRolledBackBeforeTheNext() {
        execute("alter table client_keys add primary key (id)");
        var run = Clients.of(server, ClientStatement.of("begin;\ninsert into client_keys values (:id);\n"
                + "insert into client_keys values (:id + 5);\ncommit").drawing("id", 5, 5)).count(1).times(10).run();

        assertThat(run.errors()).isEqualTo(Map.of("23505", 9L));
        assertThat(query("select id from client_keys order by id")).containsExactly(5L, 10L);
    }

    @Test
    void theSecondsAddUpToTheWhole() {
        var run = Clients.of(server, ClientStatement.of("select 1")).count(4).warmUp(Duration.ofMillis(50))
                .lasting(Duration.ofMillis(1_200)).run();

        assertThat(run.latencies().count()).isPositive();
        assertThat(run.seconds()).hasSizeLessThanOrEqualTo(2);
        assertThat(run.seconds().stream().mapToLong(ClientsRun.Second::done).sum()).isEqualTo(run.latencies().count());
        assertThat(run.throughput()).isEqualTo(run.latencies().count() / 1.2);
        assertThat(run.cpuPerStatement()).isPositive();
        assertThat(run.notBegun()).isZero();
    }

    @Test
    void anOpenLoopCountsTheWaitForAFreeClientAndWhatNeverBegan() {
        var run = Clients.of(server, ClientStatement.of("select pg_sleep(0.05)")).atRate(100).warmUp(Duration.ZERO)
                .lasting(Duration.ofSeconds(1)).run();

        assertThat(run.latencies().count()).isBetween(1L, 20L);
        assertThat(run.notBegun()).isGreaterThanOrEqualTo(79);
        assertThat(run.latencies().longest()).isGreaterThan(Duration.ofMillis(50 + 40 * (run.latencies().count() - 1)));
    }

    @Test
    void aClientThatLosesItsConnectionTakesAnother() {
        var run = Clients.of(server, ClientStatement.of("select pg_terminate_backend(pg_backend_pid())")).times(3).run();

        assertThat(run.errors()).isEqualTo(Map.of("57P01", 3L));
    }

    @Test
    void anInterruptEndsAllClientsAndTheirConnections() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Clients.of(server, ClientStatement.of("select pg_sleep(60), 'of clients'")).count(2)
                .lasting(Duration.ofMinutes(5)).run()).isInstanceOf(LabException.class)
                .hasMessageContaining("were stopped");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(query("select 1 from pg_stat_activity where query like '%of clients''' and state = 'active'")).isEmpty();
    }

    @Test
    void aParameterThatNothingIsDrawnForIsNamed() {
        var clients = Clients.of(server, ClientStatement.of(INSERT));
        assertThatThrownBy(clients::run).isInstanceOf(LabException.class).hasMessageContaining("nothing is drawn for :id");
    }

    @Test
    void noClientsAndNoRateAreRefused() {
        var clients = Clients.of(server, ClientStatement.of(INSERT));
        assertThatThrownBy(() -> clients.count(0)).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> clients.atRate(0)).isInstanceOf(LabException.class);
    }

    @Test
    void pgbenchTakesTheStatementAsItIsGiven() {
        var statement = ClientStatement.of("select id::text from client_keys where id = :id and id < :most\n")
                .drawing("id", 1, 9).drawing("most", 5, 5);

        assertThat(statement.pgbenchScript()).isEqualTo("""
                \\set id random(1, 9)
                \\set most random(5, 5)
                select id::text from client_keys where id = :id and id < :most;
                """);
        assertThat(statement.jdbc()).isEqualTo("select id::text from client_keys where id = ? and id < ?");
        assertThat(statement.places()).containsExactly(0, 1);
    }

    private void execute(String sql) {
        try (Session session = cluster.session()) {
            session.execute(sql);
        }
    }

    private List<Object> query(String sql) {
        try (Session session = cluster.session()) {
            return session.query(sql).stream().map(row -> row.at(0)).toList();
        }
    }
}
