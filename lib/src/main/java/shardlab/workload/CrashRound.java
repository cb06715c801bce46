package shardlab.workload;

import java.util.function.BooleanSupplier;
import shardlab.Cleaning;
import shardlab.cluster.Node;

/** One transfer, the crash in it, and what is there when everything runs again and nothing is in doubt. */
final class CrashRound {

    private final CrashSite site;
    private final CrashPlan plan;
    private final boolean twoPhase;
    private final Account from;
    private final Account to;

    CrashRound(CrashSite site, CrashPlan plan, TransferTables tables, boolean twoPhase) {
        this.site = site;
        this.plan = plan;
        this.twoPhase = twoPhase;
        this.from = new Account(tables.placeOf(plan.pair().fromBranch()), plan.pair().fromId());
        this.to = new Account(tables.placeOf(plan.pair().toBranch()), plan.pair().toId());
    }

    /** An account, and what it had before. */
    private final class Account {
        private final TransferPlace place;
        private final int id;
        private final long before;

        private Account(TransferPlace place, int id) {
            this.place = place;
            this.id = id;
            this.before = balance();
        }

        private Node worker() {
            return site.ofGroup(place.groupId());
        }

        private long balance() {
            return site.watch().balance(worker(), place, id);
        }

        private long change() {
            return balance() - before;
        }
    }

    /** What the client was told, and how many workers had the transfer prepared when nobody worked at it any more. */
    private record Aftermath(boolean acknowledged, int inDoubt) {
    }

    Crash run() {
        try (Cleaning pass = site::passEverything;
                var transfer = CrashTransfer.recorded(site.client(), plan.number(), plan.pair(), Crashes.AMOUNT)) {
            new CrashPoint(site, transfer, from.worker(), to.worker(), this::hasCommitted, twoPhase).reach(plan.phase());
            Node node = node();
            Aftermath after = crash(node, transfer);
            recover(transfer.backend());
            return new Crash(plan.number(), plan.phase(), node.name(), plan.role(), plan.kind(), after.acknowledged(),
                    after.inDoubt(), CrashOutcome.of(-from.change(), to.change(), Crashes.AMOUNT, after.acknowledged()));
        }
    }

    private boolean hasCommitted(Node worker) {
        return (worker.groupId() == from.place.groupId() ? from : to).change() != 0;
    }

    private Node node() {
        return switch (plan.role()) {
            case COORDINATOR -> site.coordinator();
            case FIRST -> from.worker();
            case SECOND -> to.worker();
            case BYSTANDER -> site.ofGroup(plan.bystander());
        };
    }

    /** The network lets everything go on as soon as the node is gone; the node comes back when the client's end has come. */
    private Aftermath crash(Node node, CrashTransfer transfer) {
        boolean acknowledged;
        int inDoubt;
        try (Cleaning repair = () -> repair(node)) {
            BooleanSupplier told = site.network().ended(node.name());
            plan.kind().strike(site, node);
            site.passEverything();
            site.watch().until("the ends of " + node.name() + "'s connections", told);
            acknowledged = transfer.answer().isEmpty();
            transfer.close();
            awaitEnd(node, transfer.backend());
            inDoubt = prepared(transfer.backend(), node, false);
        }
        return new Aftermath(acknowledged, inDoubt + prepared(transfer.backend(), node, true));
    }

    private void repair(Node node) {
        site.passEverything();
        site.watch().forget(node);
        plan.kind().repair(site, node);
    }

    /** A coordinator that lives may be about it still, though its client is gone. */
    private void awaitEnd(Node node, long backend) {
        if (!node.coordinator() || plan.kind() == CrashKind.CONNECTIONS) {
            site.watch().until("the transaction to end", () -> site.watch().isGone(site.coordinator(), backend));
        }
    }

    /** On the node that crashed, or on the others: a coordinator that comes back decides what it finds there. */
    private int prepared(long backend, Node node, boolean there) {
        return (int) site.workers().stream().filter(worker -> (worker.groupId() == node.groupId()) == there)
                .filter(worker -> site.watch().hasPrepared(worker, backend)).count();
    }

    /** Citus does it by itself once a minute; here it is asked to do it now. */
    private void recover(long backend) {
        site.watch().until("what is in doubt to be decided", () -> {
            boolean decided = site.workers().stream().noneMatch(worker -> site.watch().hasPrepared(worker, backend));
            if (!decided) {
                site.recover();
            }
            return decided;
        });
    }
}
