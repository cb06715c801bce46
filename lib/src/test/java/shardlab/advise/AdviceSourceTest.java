package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.engine.PlainServer;
import shardlab.report.AdviceReport;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** A server that does not give all that is asked of it: what is told, and that no password is. */
class AdviceSourceTest {

    private static final String PASSWORD = "Reader-Hunter2";
    private static final String ROLE = "advice_reader";
    private static final String QUERY = "select * from visit where person = $1";

    private ScratchDatabase scratch;
    private Session owner;

    @BeforeEach
    void makeDatabaseAndRole() {
        scratch = ScratchDatabase.on(TestClusters.embedded().coordinator());
        owner = scratch.session();
        owner.execute("drop role if exists " + ROLE + "; create role " + ROLE + " login password '" + PASSWORD + "';"
                + "create table visit (id int primary key, person int not null);"
                + "insert into visit select n, n % 5 from generate_series(1, 500) as n; analyze visit");
    }

    @AfterEach
    void dropThem() {
        owner.execute("drop owned by " + ROLE + "; drop role " + ROLE);
        owner.close();
        scratch.close();
    }

    @Test
    void aServerThatDoesNotAnswerIsNotTheLabsToStart() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        LabException error = refused(owner.server().elsewhere("source", "127.0.0.1", port), Optional.of(QUERY));
        assertThat(error.what()).contains("the server cannot be read", "refused");
        assertThat(error.remedy()).contains("127.0.0.1:" + port).doesNotContain("./lab up");
        assertThat(refused(owner.server().elsewhere("source", "no-such-host.invalid", port), Optional.of(QUERY)).remedy())
                .contains("no-such-host.invalid").doesNotContain("./lab up");
    }

    @Test
    void aLoginThatTheServerRefusesIsToldWithoutThePassword() {
        assertThat(refused(as(ROLE, "Wrong-Hunter3"), Optional.of(QUERY)).remedy()).contains("user and password");
        assertThat(refused(as(ROLE, ""), Optional.of(QUERY)).remedy()).contains("user and password");
        assertThat(refused(as("advice_nobody", PASSWORD), Optional.of(QUERY)).remedy()).contains("user and password");
        owner.execute("do $$ begin execute format('revoke connect on database %I from public', current_database()); end $$");
        assertThat(refused(reader(), Optional.of(QUERY)).remedy()).contains("GRANT CONNECT");
    }

    @Test
    void aDatabaseThatIsAbsentIsTold() {
        Server server = owner.server();
        LabException error = refused(new Server("source", server.host(), server.port(), "advice_absent", server.user(),
                server.password(), server.options()), Optional.of(QUERY));
        assertThat(error.what()).contains("\"advice_absent\" does not exist");
        assertThat(error.remedy()).contains("name a database");
    }

    @Test
    void aDatabaseThatCountsNoStatementsIsToldWhatToDo() {
        LabException absent = refused(owner.server(), Optional.empty());
        assertThat(absent.remedy()).contains("CREATE EXTENSION pg_stat_statements", "--queries FILE");
        assertThat(absent.getMessage().lines()).hasSize(3);
        owner.execute("create extension pg_stat_statements; select pg_stat_statements_reset()");
        owner.execute("revoke all on pg_stat_statements from public; grant select on visit to " + ROLE);
        assertThat(refused(reader(), Optional.empty()).remedy()).contains("pg_read_all_stats", "--queries FILE");
    }

    @Test
    void aServerWhoseStatisticsAreNotPreloadedIsToldWhatToDo(@TempDir Path folder) throws IOException {
        Path bin = Path.of(owner.query("select setting from pg_config where name = 'BINDIR'").singleText());
        try (var plain = PlainServer.in(folder, bin); Session session = Session.open(plain.server())) {
            session.execute("create table visit (id int primary key); create extension pg_stat_statements");
            LabException error = refused(plain.server(), Optional.empty());
            assertThat(error.state()).contains("shared_preload_libraries");
            assertThat(error.remedy()).contains("add pg_stat_statements to shared_preload_libraries", "--queries FILE");
        }
    }

    @Test
    void statementsOfOthersAreCountedAndNotTakenForNone() {
        owner.execute("create extension pg_stat_statements; grant select on visit to " + ROLE);
        owner.query("select count(*) from visit where person = 3");
        LabException hidden = refused(reader(), Optional.empty());
        assertThat(hidden.state()).contains("of others in pg_stat_statements: a member of pg_read_all_stats sees them");
        assertThat(hidden.remedy()).contains("--queries FILE");
        try (Session session = Session.open(reader())) {
            session.query("select count(*) from visit where id = 4");
        }
        assertThat(unread(told(reader(), Optional.empty()))).contains("of others in pg_stat_statements");
        owner.execute("grant pg_read_all_stats to " + ROLE);
        assertThat(unread(told(reader(), Optional.empty()))).doesNotContain("of others in pg_stat_statements");
    }

    @Test
    void whatDriversToolsAndTheLabAskIsCountedInOneLineEach() {
        owner.execute("create extension pg_stat_statements; grant pg_read_all_stats to " + ROLE
                + "; grant select on visit to " + ROLE + "; select pg_stat_statements_reset()");
        owner.query("select count(*) from visit where person = 3");
        owner.query("select rolname from pg_authid where rolname = 'nobody'");
        owner.query("select relname from pg_catalog.pg_class where relname = 'visit'");
        owner.query("select 1 as one");
        owner.execute("begin; savepoint here; set local jit = off; show jit; commit; vacuum visit");
        for (int round = 0; round < 2; round++) {
            Advice advice = told(reader(), Optional.empty());
            assertThat(advice.queries()).hasSize(1);
            assertThat(advice.unread()).as("a line for each kind, once").noneMatch(line -> line.startsWith("statement "))
                    .anyMatch(line -> line.contains("sessions and transactions (") && line.contains("SHOW"))
                    .anyMatch(line -> line.contains("no SELECT, INSERT, UPDATE, DELETE or MERGE") && line.contains("VACUUM"))
                    .anyMatch(line -> line.contains("statements left out") && line.contains("the server's catalog"))
                    .anyMatch(line -> line.contains("no table of the database is in its plan"));
        }
    }

    @Test
    void aStatementThatNamesATableIsNeverTakenForTheCatalogs() {
        Advice advice = told(owner.server(), Optional.of(QUERY
                + "; select * from visit, pg_class where nothing = 1; select pg_sleep(1), absent from pg_nowhere"));
        assertThat(unread(advice)).contains("query 2 (weight 1): column \"nothing\"")
                .contains("1 statement left out (weight 1): the server's catalog").doesNotContain("query 3");
    }

    @Test
    void statisticsThatAreHiddenByRightsOrRowSecurityAreTold() {
        owner.execute("create table locked (id int primary key, person int not null); analyze locked;"
                + "grant select on visit to " + ROLE);
        Advice some = told(reader(), Optional.of(QUERY + "; select * from locked where person = $1"));
        assertThat(unread(some)).contains("the statistics of public.locked: ", "GRANT SELECT",
                "query 2 (weight 1): permission denied for table locked");
        owner.execute("alter table visit enable row level security; create policy all_of_it on visit using (true)");
        assertThat(unread(told(reader(), Optional.of(QUERY)))).contains("the statistics of public.locked, public.visit: ",
                "BYPASSRLS");
        assertThat(unread(told(owner.server(), Optional.of(QUERY)))).doesNotContain("the statistics of");
    }

    @Test
    void aTableThatNobodyAnalyzedIsToldAndSpreadIsNotGuessed() {
        owner.execute("create table fresh (id int not null, person int not null)");
        Advice advice = told(owner.server(), Optional.of("select * from fresh where person = $1"));
        assertThat(unread(advice)).contains("the rows of public.fresh: nobody has counted them");
        assertThat(advice.designs()).flatExtracting(RankedDesign::spreads).filteredOn(each ->
                each.table().equals("public.fresh")).isNotEmpty().noneMatch(RowSpread::known)
                .allMatch(each -> each.basis().contains("nobody knows its values"));
    }

    private Server reader() {
        return as(ROLE, PASSWORD);
    }

    private Server as(String user, String password) {
        Server server = owner.server();
        return new Server("source", server.host(), server.port(), server.database(), user, password, server.options());
    }

    /** Designs for it; the report has no password in any of its forms. */
    private static Advice told(Server server, Optional<String> queries) {
        Advice advice = new Advisor(Rule.ofTheLab()).fromServer(server, queries, Optional.empty());
        assertThat(AdvicePage.markdown(advice) + AdvicePage.json(advice) + AdviceReport.of(advice))
                .doesNotContain(server.password());
        return advice;
    }

    /** Why there are none; no password in any line of it, nor in its causes. */
    private static LabException refused(Server server, Optional<String> queries) {
        LabException error = catchThrowableOfType(LabException.class, () ->
                new Advisor(Rule.ofTheLab()).fromServer(server, queries, Optional.empty()));
        for (Throwable each = error; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("Hunter").doesNotContain("plain-secret-word");
        }
        return error;
    }

    private static String unread(Advice advice) {
        return String.join("\n", advice.unread());
    }
}
