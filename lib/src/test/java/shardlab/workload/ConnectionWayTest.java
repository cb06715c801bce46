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
import shardlab.sql.SqlException;

class ConnectionWayTest {

    private static final ClientStatement NOTE = ClientStatement.of("insert into client_pids select pg_backend_pid()");

    private final Cluster cluster = TestClusters.embedded();
    private final Server server = cluster.coordinator();

    @BeforeEach
    void createTable() {
        execute("create table client_pids (pid int)");
    }

    @AfterEach
    void dropTable() {
        execute("drop table client_pids");
    }

    @Test
    void aPoolsClientsTakeTurnsOnItsConnections() {
        assertThat(run(Clients.of(server, NOTE).count(5).connecting(ConnectionWay.pool(2)).times(6))).isEqualTo(2);
    }

    @Test
    void keptConnectionsAreAsManyAsClientsAndNewOnesAsManyAsStatements() {
        assertThat(run(Clients.of(server, NOTE).count(3).connecting(ConnectionWay.KEPT).times(4))).isEqualTo(3);
        assertThat(run(Clients.of(server, NOTE).count(2).connecting(ConnectionWay.NEW).times(3))).isEqualTo(6);
    }

    @Test
    void whoWaitsForAPoolInVainIsCountedAndTheWaitIsPartOfTheLatency() {
        var impatient = Clients.of(server, ClientStatement.of("select pg_sleep(1)")).count(3)
                .connecting(ConnectionWay.pool(1, Duration.ofMillis(250))).times(1).run();
        assertThat(impatient.latencies().count()).isEqualTo(1);
        assertThat(impatient.errors()).isEqualTo(Map.of("pool timeout", 2L));

        var patient = Clients.of(server, ClientStatement.of("select pg_sleep(0.1)")).count(3)
                .connecting(ConnectionWay.pool(1)).times(1).run();
        assertThat(patient.errors()).isEmpty();
        assertThat(patient.waits().count()).isEqualTo(3);
        assertThat(patient.waits().longest()).isGreaterThan(Duration.ofMillis(150));
        assertThat(patient.latencies().longest()).isGreaterThan(patient.waits().longest());
    }

    @Test
    void aPoolReplacesAConnectionThatIsGone() {
        var run = Clients.of(server, ClientStatement.of("select pg_terminate_backend(pg_backend_pid())"))
                .connecting(ConnectionWay.pool(1)).times(3).run();

        assertThat(run.errors()).isEqualTo(Map.of("57P01", 3L));
    }

    @Test
    void clientsAreDealtOutToServersInTurn() {
        List<Server> two = cluster.workers().subList(0, 2);
        two.forEach(worker -> on(worker, "create table client_pids (pid int)"));
        try {
            Clients.of(server, NOTE).count(4).through(two).times(2).run();
            two.forEach(worker -> assertThat(on(worker, "delete from client_pids")).isEqualTo(4));
        } finally {
            two.forEach(worker -> on(worker, "drop table client_pids"));
        }
    }

    private static long on(Server worker, String sql) {
        try (Session session = Session.open(worker)) {
            return session.update(sql);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsToldOfBeforeAnythingRuns() {
        Server nobody = server.elsewhere("nobody", "127.0.0.1", 1);
        for (ConnectionWay way : List.of(ConnectionWay.KEPT, ConnectionWay.NEW, ConnectionWay.pool(2))) {
            var clients = Clients.of(nobody, NOTE).connecting(way).times(1);
            assertThatThrownBy(clients::run).as("%s", way).isInstanceOf(SqlException.class)
                    .hasMessageContaining("is nobody up?");
        }
    }

    @Test
    void anEmptyPoolAndOneWithoutPatienceAreRefused() {
        assertThatThrownBy(() -> ConnectionWay.pool(0)).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> ConnectionWay.pool(1, Duration.ofMillis(10))).isInstanceOf(LabException.class)
                .hasMessageContaining("250 ms or more");
    }

    private long run(Clients clients) {
        execute("truncate client_pids");
        clients.run();
        try (Session session = cluster.session()) {
            return session.query("select count(distinct pid) from client_pids").singleNumber();
        }
    }

    private void execute(String sql) {
        try (Session session = cluster.session()) {
            session.execute(sql);
        }
    }
}
