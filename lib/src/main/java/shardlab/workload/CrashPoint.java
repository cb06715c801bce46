package shardlab.workload;

import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import shardlab.cluster.Node;
import shardlab.cluster.Way;

/**
 * Brings a transfer to a phase and keeps it there. What would take it on is held back by the {@link
 * shardlab.cluster.Network}, which need not know what it is; whether the phase is reached is asked of the nodes.
 */
final class CrashPoint {

    private final CrashSite site;
    private final Node coordinator;
    private final CrashTransfer transfer;
    private final Predicate<Node> hasCommitted;
    private final boolean twoPhase;
    private final Node first;
    private final Node second;

    /**
     * @param first        the worker of the first statement
     * @param second       the worker of the second
     * @param hasCommitted whether the transfer's change on a worker is committed there
     */
    CrashPoint(CrashSite site, CrashTransfer transfer, Node first, Node second, Predicate<Node> hasCommitted,
            boolean twoPhase) {
        this.site = site;
        this.coordinator = site.coordinator();
        this.transfer = transfer;
        this.first = first;
        this.second = second;
        this.hasCommitted = hasCommitted;
        this.twoPhase = twoPhase;
    }

    void reach(CrashPhase phase) {
        switch (phase) {
            case BEFORE_FIRST_STATEMENT -> transfer.upTo(CrashTransfer.BEGUN);
            case BETWEEN_STATEMENTS -> transfer.upTo(CrashTransfer.TAKEN);
            case BEFORE_COMMIT -> transfer.upTo(CrashTransfer.GIVEN);
            case ONE_PREPARED -> onePrepared();
            case PREPARED -> prepared();
            case DECIDED -> decided();
            case BETWEEN_COMMITS -> betweenCommits();
            case BEFORE_ACKNOWLEDGEMENT -> beforeAcknowledgement();
        }
    }

    /** The second worker does not get its PREPARE TRANSACTION. */
    private void onePrepared() {
        transfer.upTo(CrashTransfer.GIVEN);
        site.hold(second, Way.TO_NODE);
        transfer.goOn();
        until(first.name() + " to prepare", () -> hasPrepared(first));
    }

    /** The coordinator does not get the workers' answers. */
    private void prepared() {
        transfer.upTo(CrashTransfer.GIVEN);
        both(site::hold, Way.FROM_NODE);
        transfer.goOn();
        until("both workers to prepare", () -> hasPrepared(first) && hasPrepared(second));
    }

    /** The workers do not get COMMIT PREPARED. */
    private void decided() {
        prepared();
        both(site::hold, Way.TO_NODE);
        both(site::pass, Way.FROM_NODE);
        until("the coordinator to commit", () -> site.watch().hasDecided(coordinator, transfer.backend()));
    }

    /** Only the first worker gets COMMIT PREPARED, or COMMIT. */
    private void betweenCommits() {
        if (twoPhase) {
            decided();
            site.pass(first, Way.TO_NODE);
        } else {
            transfer.upTo(CrashTransfer.GIVEN);
            site.hold(second, Way.TO_NODE);
            transfer.goOn();
        }
        until(first.name() + " to commit", () -> hasCommitted.test(first));
    }

    /** The client does not get the coordinator's answer. */
    private void beforeAcknowledgement() {
        transfer.upTo(CrashTransfer.GIVEN);
        site.hold(coordinator, Way.FROM_NODE);
        transfer.goOn();
        until("the coordinator to be done", () -> hasCommitted.test(first) && hasCommitted.test(second)
                && site.watch().isIdle(coordinator, transfer.backend()));
    }

    private boolean hasPrepared(Node worker) {
        return site.watch().hasPrepared(worker, transfer.backend());
    }

    private void both(BiConsumer<Node, Way> move, Way way) {
        move.accept(first, way);
        move.accept(second, way);
    }

    private void until(String what, BooleanSupplier so) {
        site.watch().until(what, so);
    }
}
