package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Thief;
import shardlab.Thief.Trick;
import shardlab.ThiefTls;
import shardlab.process.Program;
import shardlab.sql.Libpq;
import shardlab.sql.Server;

/**
 * What another account of the machine gets that listens where a server of the lab listened: nothing. The same on both
 * engines whose servers are processes of this machine.
 */
abstract class ThiefContract extends OwnLabContract {

    private static SSLContext tls;

    /** A trick, and whether the thief speaks TLS. */
    record Disguise(Trick trick, boolean secure) {
        void on(Thief thief) {
            thief.play(trick, secure ? tls : null);
        }
    }

    private static List<Disguise> disguises() {
        return Arrays.stream(Trick.values())
                .flatMap(trick -> Stream.of(new Disguise(trick, false), new Disguise(trick, true))).toList();
    }

    @Override
    String topic() {
        return "thieves";
    }

    @Override
    Path home() {
        return Path.of("thief-lab", engine());
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = ThiefTls.in(Files.createTempDirectory("thief"));
    }

    @BeforeEach
    void open() {
        cluster = Cluster.open(settings, Progress.SILENT);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aThiefDoesGetThePasswordOfAClientThatAnswersEverything() throws IOException {
        try (var thief = new Thief(0)) {
            var careless = new Server("careless", "127.0.0.1", thief.port(), "postgres", "postgres", "secret",
                    Map.of("requireAuth", "password", "socketTimeout", "1"));
            assertThatThrownBy(() -> cluster.session(careless).close()).isInstanceOf(LabException.class);
            assertThat(thief.loot()).anyMatch(each -> each.contains("secret"));
        }
    }

    @Test
    void aSessionGivesNothingAway() throws IOException {
        Server coordinator = cluster.coordinator();
        Cluster.down(settings);
        try (var thief = new Thief(coordinator.port())) {
            for (var disguise : disguises()) {
                disguise.on(thief);
                assertThatThrownBy(() -> cluster.session(coordinator).close()).as("%s", disguise)
                        .isInstanceOf(LabException.class);
                assertThat(thief.visitors()).as("%s", disguise).isPositive();
                assertThat(thief.loot()).as("%s", disguise).isEmpty();
            }
        }
    }

    @Test
    void aClusterThatIsDownIsNotMistakenForAThief() throws IOException {
        int port = cluster.coordinator().port();
        Cluster.down(settings);
        try (var thief = new Thief(port)) {
            assertThat(Cluster.attach(settings)).isEmpty();
            try (var again = Cluster.open(settings, Progress.SILENT)) {
                assertThat(again.coordinator().port()).isNotEqualTo(port);
                assertThat(again.health()).hasSize(25).allMatch(HealthCell::ok);
            }
            assertThat(thief.loot()).isEmpty();
        }
    }

    @Test
    void nodesGiveNothingAwayToEachOther() throws IOException {
        try (var session = cluster.session()) {
            session.execute("drop table if exists taken; create table taken (id int)");
            session.query("select create_distributed_table('taken', 'id')");
        }
        Node worker = cluster.nodes().get(1);
        cluster.kill(worker);
        try (var thief = new Thief(worker.server().port()); var session = cluster.session()) {
            for (var disguise : disguises()) {
                disguise.on(thief);
                assertThatThrownBy(() -> session.query("select * from taken")).isInstanceOf(LabException.class);
                assertThatThrownBy(() -> session.update("insert into taken select generate_series(1, 100)"))
                        .isInstanceOf(LabException.class);
                session.query("select * from run_command_on_workers('select 1')");
                assertThat(cluster.health()).anyMatch(cell -> !cell.ok());
                assertThat(thief.visitors()).as("%s", disguise).isPositive();
                assertThat(thief.loot()).as("%s", disguise).isEmpty();
            }
        }
    }

    @Test
    void programsOfPostgresqlGiveNothingAway() throws IOException {
        Server coordinator = cluster.coordinator();
        Cluster.down(settings);
        try (var thief = new Thief(coordinator.port())) {
            for (var disguise : disguises()) {
                disguise.on(thief);
                assertThat(status(List.of("psql", "-X", "-c", "select 1"), coordinator)).as("%s", disguise).isNotZero();
                assertThat(status(List.of("pgbench", "-n", "-t", "1"), coordinator)).as("%s", disguise).isNotZero();
                assertThat(thief.visitors()).as("%s", disguise).isPositive();
                assertThat(thief.loot()).as("%s", disguise).isEmpty();
            }
        }
    }

    @Test
    void programsOfPostgresqlAreLetInByTheServer() {
        assertThat(status(List.of("psql", "-X", "-c", "select 1"), cluster.coordinator())).isZero();
        assertThat(Libpq.variables(cluster.coordinator())).doesNotContainKey("PGPASSWORD");
    }

    @Test
    void theTrafficOfEveryConnectionIsProvedToBeTheServers() {
        for (Node node : cluster.nodes()) {
            try (var session = cluster.session(node.server())) {
                assertThat(session.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()").single())
                        .isEqualTo(true);
            }
        }
    }

    private static int status(List<String> program, Server server) {
        Assumptions.assumeTrue(isHere(program.get(0)), "there is no " + program.get(0) + " on the PATH");
        return Program.of(program).with(Libpq.variables(server)).run().status();
    }

    private static boolean isHere(String program) {
        boolean here = !Program.onPath(program).isEmpty();
        if (!here) {
            System.out.println("thief not tried on " + program + ": it is not on the PATH");
        }
        return here;
    }
}
