package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** Two sessions change at once where the same rows lie: one does it, and the other sees what it did, or is refused. */
class ConversionsAtOnceContractTest extends ConversionContract {

    @Test
    void twoSessionsDistributeATableOnce() {
        run("create table late (id int primary key)", "insert into late values (1)");
        twice("select create_distributed_table('contract.late', 'id', shard_count := 4)");
        assertThat(lines("select id from late")).containsExactly("1");
        assertThat(number("select count(*) from pg_dist_shard where logicalrelid = 'late'::regclass")).isEqualTo(4);
    }

    @Test
    void twoSessionsMakeAReferenceTableOnce() {
        run("create table late (id int primary key)", "insert into late values (1)");
        twice("select create_reference_table('contract.late')");
        assertThat(lines("select id from late")).containsExactly("1");
        assertThat(number("select count(*) from pg_dist_shard where logicalrelid = 'late'::regclass")).isEqualTo(1);
    }

    @Test
    void twoSessionsMakeATableLocalOnce() {
        twice("select undistribute_table('contract.account', cascade_via_foreign_keys := true)");
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        assertThat(number("select count(*) from pg_dist_partition where logicalrelid = 'account'::regclass")).isZero();
    }

    @Test
    void twoSessionsIsolateTwoTenantsOfAShard() {
        twice("select isolate_tenant_to_new_shard('contract.account', 1, 'CASCADE', 'block_writes')",
                "select isolate_tenant_to_new_shard('contract.account', 3, 'CASCADE', 'block_writes')");
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        for (int id = 1; id <= ROWS; id++) {
            assertThat(number("select count(*) from account where id = " + id)).as("id " + id).isEqualTo(1);
        }
    }

    @Test
    void aShardThatTwoSessionsMoveIsInOnePlace() {
        String move = of(MOVE).replace("'account'", "'contract.account'");
        twice(move, move.replace("order by nodeid limit", "order by nodeid desc limit"));
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        assertThat(number("select count(*) from pg_dist_placement where shardid = "
                + "get_shard_id_for_distribution_column('account', 41)")).isEqualTo(1);
    }

    /** A second table comes into the group while a shard of the first moves. */
    @Test
    void aTableThatJoinsAGroupWhoseShardMovesIsColocatedAfterwards() {
        run("create table late (id int primary key)");
        try (Session other = engine.open()) {
            other.execute("begin");
            other.query("select create_distributed_table('contract.late', 'id', colocate_with := 'contract.account')");
            var moved = CompletableFuture.runAsync(() -> attempt(session, of(MOVE)));
            awaitEndOrLock(moved);
            other.execute("commit");
            moved.join();
        }
        assertThat(number("""
                select count(*)
                from   pg_dist_shard a join pg_dist_placement p using (shardid)
                join   pg_dist_shard b on b.shardminvalue = a.shardminvalue
                join   pg_dist_placement q on q.shardid = b.shardid
                where  a.logicalrelid = 'account'::regclass and b.logicalrelid = 'late'::regclass
                and    p.groupid = q.groupid""")).isEqualTo(8);
        run("insert into late select id from account");
        assertThat(number("select count(*) from account join late using (id)")).isEqualTo(ROWS);
    }

    private void twice(String statement) {
        twice(statement, statement);
    }

    /** One session has done it and not committed when the other begins. */
    private void twice(String first, String second) {
        try (Session other = engine.open()) {
            other.execute("begin");
            other.execute(first);
            var done = CompletableFuture.runAsync(() -> attempt(session, second));
            awaitEndOrLock(done);
            attempt(other, "commit");
            done.join();
        }
    }

    private static void attempt(Session session, String statement) {
        try {
            session.execute(statement);
        } catch (SqlException refused) {
            session.execute("rollback");
        }
    }
}
