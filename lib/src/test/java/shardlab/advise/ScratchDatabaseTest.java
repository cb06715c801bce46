package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.ChildJvm;
import shardlab.TestClusters;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** What becomes of scratch databases, also of those whose owner was killed. */
class ScratchDatabaseTest {

    private final Server server = TestClusters.embedded().coordinator();
    private Session session;

    @BeforeEach
    void open() {
        session = Session.open(server);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void closingDropsItAndItsCopyWhoeverIsConnected() {
        ScratchDatabase scratch = ScratchDatabase.on(server);
        ScratchDatabase copy = scratch.copy();
        try (Session inScratch = scratch.session(); Session inCopy = copy.session()) {
            List<String> names = List.of(inScratch.server().database(), inCopy.server().database());
            assertThat(names).allMatch(this::isThere).doesNotHaveDuplicates();
            copy.close();
            scratch.close();
            assertThat(names).noneMatch(this::isThere);
        }
    }

    @Test
    void whatAKilledProcessLeftIsDroppedByTheNextAndThatOfALivingOneIsNot() throws IOException, InterruptedException {
        Process process = ChildJvm.start(ScratchProbe.class, List.of(), Map.of(), ScratchProbe.arguments(server));
        try (BufferedReader output = process.inputReader()) {
            String name = made(output);
            ScratchDatabase.on(server).close();
            assertThat(isThere(name)).as("while its owner lives").isTrue();
            process.destroyForcibly().waitFor();
            assertThat(isThere(name)).as("after the kill").isTrue();
            awaitEndOfItsSession(name);
            ScratchDatabase.on(server).close();
            assertThat(isThere(name)).as("after the next start").isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String made(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("made ")) {
            line = output.readLine();
        }
        assertThat(line).as("what the other process writes").isNotNull();
        return line.substring("made ".length());
    }

    /** The server finds out a moment after the process has died. */
    private void awaitEndOfItsSession(String name) throws InterruptedException {
        while (!(boolean) session.query("select pg_try_advisory_lock(hashtextextended(?, 0))", name).single()) {
            Thread.sleep(10);
        }
        session.execute("select pg_advisory_unlock_all()");
    }

    private boolean isThere(String database) {
        return session.query("select from pg_database where datname = ?", database).size() == 1;
    }
}
