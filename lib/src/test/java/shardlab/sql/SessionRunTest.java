package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.TestClusters;

class SessionRunTest {

    private static Session session;
    private static Session onlooker;

    @BeforeAll
    static void open() {
        session = TestClusters.embedded().session();
        onlooker = TestClusters.embedded().session();
    }

    @AfterAll
    static void close() {
        session.close();
        onlooker.close();
    }

    private static Result run(String sql) {
        return session.run(sql, 5);
    }

    @Test
    void rowsBeyondTheLimitAreCountedAndNotKept() {
        Result result = run("select n from generate_series(1, 54321) n");
        assertThat(result.rows().size()).isEqualTo(5);
        assertThat(result.rows().total()).isEqualTo(54_321);
        assertThat(result.tag()).isEqualTo("SELECT 54321");
    }

    @Test
    void statementsCarryTheTagThatPsqlPrints() {
        assertThat(run("create temporary table tagged (id int primary key, n numeric)").tag()).isEqualTo("CREATE TABLE");
        assertThat(run("create index if not exists tagged_n on tagged (n)").tag()).isEqualTo("CREATE INDEX");
        assertThat(run("insert into tagged select n, n from generate_series(1, 3) n").tag()).isEqualTo("INSERT 0 3");
        assertThat(run("update tagged set n = 0 where id > 1").tag()).isEqualTo("UPDATE 2");
        Result deleted = run("delete from tagged where id = 1 returning id");
        assertThat(deleted.rows().size()).isEqualTo(1);
        assertThat(deleted.tag()).isEqualTo("DELETE 1");
        assertThat(run("with n as (select 7 as n) insert into tagged select n, n from n returning *").tag())
                .isEqualTo("INSERT 0 1");
        assertThat(run("with n as (select 9 as n) update tagged set n = n.n from n").tag()).isEqualTo("UPDATE 3");
        assertThat(run("create temp table copied as select * from tagged").tag()).isEqualTo("SELECT 3");
        assertThat(run("create temp table none as select 1 as n where false").tag()).isEqualTo("SELECT 0");
        assertThat(run("create temp table if not exists copied as select 1").tag()).isEqualTo("CREATE TABLE AS");
        assertThat(run("select n into temp chosen from tagged").tag()).isEqualTo("SELECT 3");
        assertThat(run("create temp table made (n int generated always as (1) stored)").tag()).isEqualTo("CREATE TABLE");
        assertThat(run("explain select 1").tag()).isEqualTo("EXPLAIN");
        assertThat(run("show search_path").tag()).isEqualTo("SHOW");
        assertThat(run("set constraints all immediate").tag()).isEqualTo("SET CONSTRAINTS");
        assertThat(run("/* all */ truncate tagged").tag()).isEqualTo("TRUNCATE TABLE");
        assertThat(run("drop table tagged").tag()).isEqualTo("DROP TABLE");
    }

    @Test
    void noticesComeWithTheirSeverityAndHint() {
        Result result = run("do $$ begin raise warning 'careful' using hint = 'look'; end $$");
        assertThat(result.notices()).containsExactly(new Result.Notice("WARNING", "careful\nHINT: look"));
    }

    @Test
    void aQuerySaysWhatItsLaterPagesAndItsErrorSaidToo() {
        run("create or replace function pg_temp.telling(n int) returns int language plpgsql as "
                + "$$ begin if n in (1, 3000) then raise notice 'at %', n; end if; return 1 / (4000 - n); end $$");
        assertThat(run("select pg_temp.telling(n) from generate_series(1, 3500) n").notices())
                .extracting(Result.Notice::text).containsExactly("at 1", "at 3000");
        assertThatThrownBy(() -> run("do $$ begin raise notice 'before'; perform 1 / 0; end $$"))
                .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.notices())
                        .containsExactly(new Result.Notice("NOTICE", "before")));
    }

    @Test
    void aNotificationComesWithTheNextStatement() {
        run("listen doorbell");
        assertThat(run("select pg_notify('doorbell', 'ding')").notices()).singleElement()
                .satisfies(notice -> assertThat(notice.text()).startsWith("doorbell: ding"));
        onlooker.execute("notify doorbell");
        assertThat(run("select 1").notices()).extracting(Result.Notice::severity).containsExactly("NOTIFY");
        run("unlisten doorbell");
    }

    @Test
    void aSettingThatTheDriverReadsByIsRefusedAndTheSessionStays() {
        for (String sql : List.of("set datestyle to german", "set local datestyle = 'SQL, DMY'", "SET DateStyle TO postgres",
                "select set_config('datestyle', 'German', false)", "set client_encoding to latin1", "set names 'latin1'",
                "set session client_encoding = 'SQL_ASCII'")) {
            assertThatThrownBy(() -> run(sql)).as(sql).isInstanceOf(LabException.class)
                    .hasMessageContaining("stays as it is");
        }
        for (String sql : List.of("set datestyle to dmy", "set datestyle = 'ISO, MDY'", "set datestyle to default",
                "set client_encoding to 'UTF8'", "set names 'utf8'", "reset client_encoding", "reset datestyle",
                "select 'set datestyle to german'", "set application_name to 'german'")) {
            run(sql);
        }
        assertThat(run("select date '2024-02-01'").rows().row(0).written(0)).isEqualTo("2024-02-01");
    }

    @Test
    void aTransactionThatTheUserBeganStaysOpenUntilTheUserEndsIt() {
        run("create temporary table kept_open (id int)");
        run("begin");
        run("insert into kept_open values (1)");
        assertThat(run("select * from kept_open").rows().size()).isEqualTo(1);
        run("rollback");
        assertThat(run("select * from kept_open").rows().size()).isZero();
    }

    @Test
    void whatMustNotRunInATransactionRuns() {
        assertThat(run("vacuum pg_class").tag()).isEqualTo("VACUUM");
    }

    @Test
    void anErrorLeavesTheSessionUsable() {
        assertThatThrownBy(() -> run("select 1 / (n - 3000) from generate_series(1, 5000) n"))
                .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22012"));
        assertThat(run("select 1").rows().singleNumber()).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadsStatementIsCancelledOnTheServer() throws Exception {
        CompletableFuture<SqlException> failure = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try (Session own = TestClusters.embedded().session()) {
                own.run("select pg_sleep(600), 'cancel me'", 5);
                failure.completeExceptionally(new AssertionError("it was not cancelled"));
            } catch (SqlException e) {
                failure.complete(e);
            }
        });
        waiting.start();
        awaitActive("%cancel me%");
        waiting.interrupt();
        Running.cancelInterrupted();
        assertThat(failure.get(60, TimeUnit.SECONDS).sqlState()).isEqualTo("57014");
        waiting.join();
    }

    private static void awaitActive(String like) {
        String sql = "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() "
                + "and query like ?";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (onlooker.query(sql, like).singleNumber() == 0) {
            assertThat(System.nanoTime()).as("the statement never ran").isLessThan(end);
        }
    }
}
