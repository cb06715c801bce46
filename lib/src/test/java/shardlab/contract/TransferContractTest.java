package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;
import shardlab.workload.TransferAudit;
import shardlab.workload.TransferPair;
import shardlab.workload.TransferTables;

/** Money moves between accounts, and the sum of all stays. */
class TransferContractTest extends ClusterContract {

    private TransferTables tables;

    @BeforeEach
    void makeAccounts() {
        if (session != null) {
            tables = TransferTables.make(engine.cluster(), 40, 2, Progress.SILENT);
        }
    }

    @AfterEach
    void dropAccounts() {
        if (tables != null) {
            tables.close();
        }
    }

    @Test
    void aTransferMovesMoneyAndTheSumStays() {
        for (TransferPair pair : List.of(tables.oneShard(), tables.oneWorker().orElseThrow(), tables.twoWorkers())) {
            tables.transfer(session, pair, 30);
            assertThat(balance(pair.toBranch(), pair.toId())).isEqualTo(1_030);
            tables.transfer(session, pair.back(), 30);
            assertThat(balance(pair.fromBranch(), pair.fromId())).isEqualTo(1_000);
        }
        TransferAudit audit = tables.audit(session);
        assertThat(audit.sumStays()).isTrue();
        assertThat(audit.total()).isEqualTo(80_000);
    }

    @Test
    void aRecordedTransferExplainsBothBalances() {
        tables.recorded(session, 1, tables.twoWorkers(), 30);
        tables.recorded(session, 2, tables.oneShard(), 7);
        assertThat(tables.audit(session)).isEqualTo(new TransferAudit(80_000, 80_000, 2, 0, 0));
        assertThat(tables.audit(session).explained()).isTrue();
    }

    @Test
    void theAuditFindsMoneyThatIsLostAndTransfersThatAreThereByHalf() {
        tables.recorded(session, 1, tables.twoWorkers(), 30);
        run("delete from transfer_lab.entry where transfer = 1 and amount > 0",
                "update transfer_lab.account set balance = balance - 5 where branch = 7 and id = 1");
        assertThat(tables.audit(session)).isEqualTo(new TransferAudit(79_995, 80_000, 1, 1, 2));
        assertThat(tables.audit(session).sumStays()).isFalse();
    }

    @Test
    void thePairsAreWhereTheySayTheyAre() {
        TransferPair apart = tables.twoWorkers();
        TransferPair beside = tables.oneWorker().orElseThrow();
        assertThat(group(apart.fromBranch())).isNotEqualTo(group(apart.toBranch()));
        assertThat(group(beside.fromBranch())).isEqualTo(group(beside.toBranch()));
        assertThat(shard(beside.fromBranch())).isNotEqualTo(shard(beside.toBranch()));
        assertThat(group(apart.fromBranch())).isEqualTo(tables.placeOf(apart.fromBranch()).groupId());
    }

    @Test
    void whoHasTheTablesIsWaitedForAndNamed() {
        tables.close();
        try (Session other = engine.open()) {
            var lock = new SchemaLock(other, "transfer_lab");
            assertThat(lock.tryTake()).isTrue();
            var told = new ArrayList<String>();
            tables = TransferTables.make(engine.cluster(), 40, 2, (what, done, total, unit) -> {
                told.add(what);
                if (told.size() == 2) {
                    lock.free();
                }
            });
            assertThat(told.get(0)).startsWith("waiting for ").endsWith("which has the tables of the schema transfer_lab");
            assertThat(lock.tryTake()).isFalse();
        }
        tables = TransferTables.make(engine.cluster(), 40, 2, Progress.SILENT);
        assertThat(tables.audit(session).total()).isEqualTo(80_000);
    }

    private long balance(int branch, int id) {
        return number("select balance from transfer_lab.account where branch = ? and id = ?", branch, id);
    }

    private long shard(int branch) {
        return number("select get_shard_id_for_distribution_column('transfer_lab.account', " + branch + ")");
    }

    private long group(int branch) {
        return number("select groupid from pg_dist_placement where shardid = ?", shard(branch));
    }
}
