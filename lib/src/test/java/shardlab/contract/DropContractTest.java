package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;

/** What a DROP takes away by CASCADE, the shards lose too, and no other table is waited for. */
class DropContractTest extends ClusterContract {

    @BeforeEach
    void distributeItems() {
        if (session != null) {
            run("create table item (id int primary key, n int)", "create index item_n on item (n)",
                    "select create_distributed_table('item', 'id', shard_count := 4)");
        }
    }

    @Test
    void aCheckGoesWithItsFunction() {
        String function = "create or replace function contract.fits(n int) returns boolean language sql immutable "
                + "as 'select $1 > 0'";
        run(function, "select run_command_on_workers('create schema if not exists contract')",
                "select run_command_on_workers($$" + function + "$$)");
        run("create table part (id int primary key, n int check (contract.fits(n)))",
                "select create_distributed_table('part', 'id', shard_count := 4)");
        refusal("insert into part values (1, -1)");
        run("drop function fits cascade", "insert into part values (1, -1)");
        assertThat(number("select count(*) from part")).isEqualTo(1);
    }

    @Test
    void aColumnThatIsIndexedGoesWithItsType() {
        run("create type mood as enum ('ok', 'sad')", "create table diary (id int primary key, felt mood, n int)",
                "create index on diary (felt)", "select create_distributed_table('diary', 'id', shard_count := 4)",
                "insert into diary values (1, 'ok', 7)", "drop type mood cascade", "insert into diary values (2, 8)");
        assertThat(lines("select * from diary order by id")).containsExactly("1|7", "2|8");
    }

    @Test
    void aForeignKeyGoesWithTheKeyThatItReferences() {
        run("create table parcel (id int references item, r int)",
                "select create_distributed_table('parcel', 'id', colocate_with := 'item')",
                "alter table item drop constraint item_pkey cascade", "insert into parcel values (99, 1)");
        assertThat(number("select count(*) from parcel")).isEqualTo(1);
    }

    @Test
    void otherTablesAreNotWaitedFor() {
        run("create table shop (id int primary key, n int default 3 check (n > 0))",
                "select create_distributed_table('shop', 'id', shard_count := 4)", "create table note (id int)",
                "create index note_id on note (id)");
        try (Session other = engine.open()) {
            other.execute("begin");
            other.execute("alter table shop add column code int default 1");
            run("set lock_timeout = '2s'", "drop index item_n", "drop index note_id", "drop table item", "drop table note",
                    "reset lock_timeout");
            other.execute("commit");
        }
        assertThat(number("select count(*) from shop")).isZero();
    }

    /** On Citus the one that drops waits until the other one has committed. */
    @Test
    void aTableKeepsItsCopiesWhenTheLastOtherReferenceTableIsDroppedMeanwhile() {
        run("create table old_note (id int primary key)", "select create_reference_table('old_note')");
        try (Session other = engine.open()) {
            other.execute("begin");
            other.execute("create table contract.note (id int primary key)");
            other.query("select create_reference_table('contract.note')");
            var dropped = CompletableFuture.runAsync(() -> run("drop table old_note"));
            awaitEndOrLock(dropped);
            other.execute("alter table contract.note add column code int");
            other.execute("commit");
            dropped.join();
        }
        run("insert into note values (1, 7)");
        assertThat(lines("select distinct result from run_command_on_workers($$select count(*) from pg_class where "
                + "relname like 'note\\_______' and relnamespace = 'contract'::regnamespace$$)")).containsExactly("1");
    }

    private void awaitEndOrLock(CompletableFuture<Void> dropped) {
        try (Session watcher = engine.open()) {
            while (!dropped.isDone() && watcher.query("select 1 from pg_stat_activity where query = 'drop table old_note' "
                    + "and wait_event_type = 'Lock'").size() == 0) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }
}
