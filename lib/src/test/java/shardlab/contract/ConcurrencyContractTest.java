package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** Several sessions read and write at once, and nothing is lost. */
class ConcurrencyContractTest extends ClusterContract {

    private static final int SESSIONS = 4;
    private static final int ROUNDS = 25;
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    @BeforeEach
    void createCounters() {
        if (session != null) {
            run("create table counter (id int primary key, n int)",
                    "insert into counter select g, 0 from generate_series(1, 40) g",
                    "select create_distributed_table('counter', 'id', shard_count := 4)");
        }
    }

    private interface Work {
        void of(int worker, Session session);
    }

    private void together(Work work) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                int worker = i;
                tasks.add(() -> {
                    try (Session own = engine.open()) {
                        work.of(worker, own);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Remote transactions may run at repeatable read: then a clash is a serialization failure, which asks for a retry. */
    private static void untilDone(Session session, Runnable work) {
        while (true) {
            try {
                session.transaction(work);
                return;
            } catch (SqlException e) {
                if (!SERIALIZATION_FAILURE.equals(e.sqlState()) && !DEADLOCK_DETECTED.equals(e.sqlState())) {
                    throw e;
                }
            }
        }
    }

    @Test
    void insertsOfSeveralSessionsAllArrive() throws Exception {
        together((worker, own) -> {
            for (int i = 0; i < ROUNDS; i++) {
                own.update("insert into counter values (?, 1)", 1_000 + worker * ROUNDS + i);
            }
        });
        assertThat(number("select count(*) from counter where id >= 1000")).isEqualTo(SESSIONS * ROUNDS);
    }

    @Test
    void updatesOfDifferentRowsDoNotDisturbEachOther() throws Exception {
        together((worker, own) -> {
            for (int i = 0; i < ROUNDS; i++) {
                own.update("update counter set n = n + 1 where id = ?", worker + 1);
            }
        });
        assertThat(lines("select n from counter where id <= 4 order by id")).containsOnly(String.valueOf(ROUNDS));
    }

    @Test
    void updatesOfOneRowAreAllCounted() throws Exception {
        together((worker, own) -> {
            for (int i = 0; i < ROUNDS; i++) {
                untilDone(own, () -> own.execute("update counter set n = n + 1 where id = 1"));
            }
        });
        assertThat(number("select n from counter where id = 1")).isEqualTo(SESSIONS * ROUNDS);
    }

    @Test
    void transfersKeepTheSumWhileOthersRead() throws Exception {
        together((worker, own) -> {
            for (int i = 0; i < ROUNDS; i++) {
                int from = worker * 10 + i % 10 + 1;
                int to = worker * 10 + (i + 3) % 10 + 1;
                untilDone(own, () -> own.execute("update counter set n = n - 1 where id = " + from
                        + "; update counter set n = n + 1 where id = " + to));
                own.query("select count(*), sum(n) from counter");
            }
        });
        assertThat(lines("select count(*), sum(n) from counter")).containsExactly("40|0");
    }

    @Test
    void writersOfAReferenceTableKeepItsCopiesAlike() throws Exception {
        run("create table category (id int primary key, n int)", "insert into category values (1, 0)",
                "select create_reference_table('category')");
        together((worker, own) -> {
            for (int i = 0; i < ROUNDS; i++) {
                int id = 10 + worker * ROUNDS + i;
                untilDone(own, () -> own.execute("insert into category values (" + id + ", 0)"));
                untilDone(own, () -> own.execute("update category set n = n + 1 where id = 1"));
            }
        });
        String digest = "select count(*) || '|' || sum(n) || '|' || sum(id) from %s";
        assertThat(lines("select distinct result from run_command_on_placements('category', $$" + digest + "$$)"))
                .hasSize(1)
                .first().asString().startsWith((SESSIONS * ROUNDS + 1) + "|" + SESSIONS * ROUNDS + "|");
    }

    @Test
    void tablesAreDistributedWhileOthersWrite() throws Exception {
        together((worker, own) -> {
            if (worker == 0) {
                for (int i = 0; i < 3; i++) {
                    own.execute("create table side_" + i + " (id int)");
                    own.execute("select create_distributed_table('side_" + i + "', 'id', shard_count := 4)");
                    own.execute("drop table side_" + i);
                }
            } else {
                for (int i = 0; i < ROUNDS; i++) {
                    own.update("update counter set n = n + 1 where id = ?", worker);
                }
            }
        });
        assertThat(number("select sum(n) from counter")).isEqualTo((SESSIONS - 1) * ROUNDS);
    }
}
