package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.cluster.Capability;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A transaction that lost its connection to one worker before COMMIT leaves nothing on the others. */
class LostConnectionContractTest extends ClusterContract {

    private static final String ALL = "insert into sale select g, 1 from generate_series(101, 140) g";

    private static final List<String> STATEMENTS = List.of(ALL, "update sale set n = n + 1", "delete from sale",
            "insert into sale values (101, 1), (102, 1), (103, 1), (104, 1), (105, 1), (106, 1)", "truncate sale",
            "truncate sale, entry, kind", "insert into entry select id, n + 1 from sale",
            "insert into sale select * from source",
            "with gone as (delete from sale returning *) insert into entry select * from gone",
            "insert into kind values (3, 1)", "update kind set n = 2", "delete from kind where id = 2", "truncate kind",
            "alter table sale add column note text", "create index on sale (n)", "drop table sale",
            "select create_distributed_table('source', 'id', colocate_with := 'sale')",
            "select create_reference_table('source')",
            "do $$ begin for i in 101 .. 140 loop insert into sale values (i, 1); end loop; end $$");

    /** XX000 when Citus finds it out by itself: "failure on connection marked as essential". */
    private static final String REFUSED_BY_CITUS = "08...|57P01|XX000";

    /** Ends what has written on a worker in a transaction that is open. */
    private static final String END_WRITERS = """
            select count(pg_terminate_backend(pid, 10000))
            from   pg_stat_activity
            where  backend_xid is not null and state = 'idle in transaction' and datname = current_database()""";

    private static final String CONTENTS = """
            select c.relname,
                   (select string_agg(format('%s %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
                    from   pg_attribute
                    where  attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
                   query_to_xml(format('select * from contract.%I order by 1, 2', relname), true, true, '')::text as rows
            from   pg_class c
            where  relnamespace = to_regnamespace('contract') and relkind = 'r'
            order  by relname""";

    @BeforeEach
    void createTables() {
        if (session != null) {
            run("create table sale (id int primary key, n int)", "create table entry (id int, n int)",
                    "create table kind (id int primary key, n int)", "create table source (id int, n int)",
                    "insert into sale select g, 1 from generate_series(1, 40) g",
                    "insert into entry select g, 1 from generate_series(1, 40) g", "insert into kind values (1, 1), (2, 1)",
                    "insert into source select g, 1 from generate_series(201, 240) g",
                    "select create_distributed_table('sale', 'id', shard_count := 8)",
                    "select create_distributed_table('entry', 'id', colocate_with := 'sale')",
                    "select create_reference_table('kind')");
        }
    }

    private List<List<String>> contents() {
        return engine.workers().stream().map(worker -> {
            try (Session there = engine.cluster().session(worker)) {
                return lines(there, CONTENTS);
            }
        }).toList();
    }

    private void loseAConnection() {
        Server worker = engine.workers().get(1);
        try (Session there = engine.cluster().session(worker)) {
            assertThat(there.query(END_WRITERS).singleNumber()).as("writers on %s", worker.label()).isPositive();
        }
    }

    /** Holds that the commit of these writes is refused when a connection is lost before it, and leaves nothing. */
    private void assertNothingIsLeftOf(String... statements) {
        assertNothingIsLeftOf(String.join("; ", statements), () -> run(statements));
    }

    private void assertNothingIsLeftOf(String what, Runnable writes) {
        List<List<String>> before = contents();
        assertRefused(what, () -> {
            session.execute("begin");
            writes.run();
            loseAConnection();
            session.execute("commit");
        });
        assertThat(contents()).as(what).isEqualTo(before);
    }

    private void assertRefused(String what, Runnable work) {
        SqlException refused;
        try {
            refused = catchThrowableOfType(SqlException.class, work::run);
        } finally {
            session = engine.reopenSession();
        }
        assertThat(refused).as("%s refuses to commit: %s", engine, what).isNotNull();
        assertThat(refused.sqlState()).as("%s: %s", what, refused.getMessage())
                .matches(engine.can(Capability.TWO_PHASE_COMMIT) ? REFUSED_BY_CITUS : "08...|57P01");
    }

    @Test
    void aStatementOnSeveralWorkersLeavesNothing() {
        STATEMENTS.forEach(this::assertNothingIsLeftOf);
    }

    @Test
    void severalStatementsLeaveNothing() {
        assertNothingIsLeftOf(ALL, "update entry set n = n + 1", "insert into kind values (3, 1)",
                "delete from sale where n = 1");
    }

    @Test
    void copiedRowsLeaveNothing() {
        String rows = IntStream.rangeClosed(101, 140).mapToObj(id -> id + "\t1\n").collect(Collectors.joining());
        assertNothingIsLeftOf("copy", () -> session.copyIn("copy sale from stdin",
                out -> out.write(rows.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void functionsAndProceduresThatWriteLeaveNothing() {
        run("create function raise_all() returns void language sql as 'update contract.sale set n = n + 1'",
                "create procedure fill() language sql as 'insert into contract.entry select id, n from contract.sale'");
        assertNothingIsLeftOf("select raise_all()", "call fill()");
    }

    @Test
    void aSavepointThatIsRolledBackTakesNoCheckAlong() {
        assertNothingIsLeftOf("savepoint one", ALL, "rollback to one", "update sale set n = 2");
        assertNothingIsLeftOf("update sale set n = 2", "savepoint one", ALL, "rollback to one");
        assertNothingIsLeftOf("savepoint one", "update sale set n = 2", "release one");
    }

    @Test
    void aLossThatASavepointWasToForgetIsNotForgotten() {
        List<List<String>> before = contents();
        assertRefused("rollback to savepoint", () -> {
            run("begin", "update sale set n = 2", "savepoint one");
            loseAConnection();
            refusal("select count(*) from sale");
            run("rollback to one", "commit");
        });
        assertThat(contents()).isEqualTo(before);
    }

    /** A worker that did not hear of a cancelled statement in time has its connection, and cannot be told to commit. */
    @Test
    void aConnectionThatASavepointDidNotMendIsNoticedBeforeAnyWorkerCommits() throws Exception {
        Assumptions.assumeTrue(!engine.can(Capability.TWO_PHASE_COMMIT), "two-phase commit needs no such look: " + engine);
        List<List<String>> before = contents();
        run("begin", "update sale set n = 2", "savepoint one", "set local statement_timeout = '1s'");
        String backend = text("select remote_backend_pid::text from embedded.postgres_fdw_get_connections(false) "
                + "order by server_name limit 1 offset 1");
        signal("-STOP", backend);
        try {
            refusal("select count(*) from sale");
        } finally {
            signal("-CONT", backend);
        }
        assertRefused("a cancelled statement", () -> run("rollback to one", "commit"));
        assertThat(contents()).isEqualTo(before);
    }

    private static void signal(String signal, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, process).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void noSettingTakesTheCheckAway() {
        assertNothingIsLeftOf("set local session_replication_role = replica", ALL, "update kind set n = n + 1");
        assertNothingIsLeftOf("set constraints all immediate", ALL, "update kind set n = n + 1");
        assertNothingIsLeftOf("set transaction isolation level repeatable read", ALL, "update kind set n = n + 1");
    }

    @Test
    void constraintsThatAreMadeImmediateInTheMiddleTakeNoCheckAway() {
        assertNothingIsLeftOf(ALL, "set constraints all immediate");
        assertNothingIsLeftOf("set constraints all immediate", ALL, "set constraints all immediate",
                "set constraints all immediate", "update sale set n = 2");
        assertNothingIsLeftOf(ALL, "set constraints all immediate; set constraints all deferred");
    }

    @Test
    void checksOfAnOrdinaryTableThatAreDeferredComeFirst() {
        run("create table slow (id int)", "create function wait() returns trigger language plpgsql as $$ begin "
                + "perform r.result from run_command_on_workers($c$" + END_WRITERS + "$c$) r limit 1; return null; end $$",
                "create constraint trigger wait after insert on slow deferrable initially deferred "
                + "for each row execute function wait()");
        List<List<String>> before = contents();
        assertRefused("a deferred trigger", () -> run("begin", ALL, "insert into slow values (1)", "commit"));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aTransactionOnOtherWorkersGoesOn() {
        Server lost = engine.workers().get(1);
        long other = number("select min(s.id) from sale s where get_shard_id_for_distribution_column('sale', s.id) not in "
                + "(select shardid from citus_shards where nodename = ? and nodeport = ?)", registered().host(),
                registered().port());
        run("select count(*) from sale", "begin", "update sale set n = 7 where id = " + other);
        try (Session there = engine.cluster().session(lost)) {
            there.query("select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' "
                    + "and pid <> pg_backend_pid()");
        }
        run("update sale set n = n + 1 where id = " + other, "commit");
        session = engine.reopenSession();
        assertThat(number("select n from sale where id = ?", other)).isEqualTo(8);
    }

    private Server registered() {
        return engine.registeredWorkers().get(1);
    }

    @Test
    void aWriterWhoIsNoSuperuserLeavesNothingEither() {
        Assumptions.assumeTrue(!engine.can(Capability.OTHER_ROLES), "roles have their own connections on " + engine);
        run("drop role if exists teller", "create role teller", "grant usage on schema contract, embedded to teller",
                "grant all on all tables in schema contract to teller", "grant teller to current_user");
        lines("select srvname from pg_foreign_server").forEach(server -> session.execute("create user mapping for teller "
                + "server " + server + " options (user 'postgres', password_required 'false')"));
        try {
            assertNothingIsLeftOf("set local role teller", ALL);
        } finally {
            run("drop owned by teller", "drop role teller");
        }
    }
}
