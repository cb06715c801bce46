package shardlab.workload;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shardlab.Cleaning;
import shardlab.cluster.Node;
import shardlab.cluster.Way;
import shardlab.sql.SqlException;

/** One payment, made in two ways by two clients at a time, and the kill that hits both. */
final class RetryRound {

    private final CrashSite site;
    private final RetryMoment moment;
    private final CrashKind kind;
    private final FailurePlace place;
    private final long request;

    RetryRound(CrashSite site, RetryMoment moment, CrashKind kind, FailurePlace place, long request) {
        this.site = site;
        this.moment = moment;
        this.kind = kind;
        this.place = place;
        this.request = request;
    }

    RetryKill run() {
        try (Cleaning pass = site::passEverything; var plain = client(RetryWay.PLAIN);
                var keyed = client(RetryWay.BY_REQUEST)) {
            List<RetryClient> both = List.of(plain, keyed);
            Node node = moment.losesCoordinator() ? site.coordinator() : worker();
            kill(node, both);
            boolean done = isPaid(RetryWay.PLAIN);
            Optional<SqlException> told = plain.told();
            both.stream().filter(client -> client.told().isPresent()).forEach(client -> client.tryAgain(site));
            return new RetryKill(moment, node.name(), told.map(RetryRound::firstLine).orElse("committed"),
                    told.map(SqlException::sqlState).orElse(""), done);
        }
    }

    private RetryClient client(RetryWay way) {
        return new RetryClient(site.client(), way, place.state(), request);
    }

    private Node worker() {
        return site.ofGroup(place.groupId());
    }

    private static String firstLine(SqlException e) {
        return e.what().lines().findFirst().orElse("");
    }

    /** The node is back when this returns, and the clients have been told something. */
    private void kill(Node node, List<RetryClient> both) {
        if (moment != RetryMoment.DOWN_BEFORE) {
            reach(both);
        }
        try (Cleaning repair = () -> repair(node)) {
            kind.strike(site, node);
            site.loseWhatIsHeld(node);
            if (moment == RetryMoment.DOWN_BEFORE) {
                both.forEach(RetryClient::pay);
            }
            both.forEach(RetryClient::told);
        }
    }

    private void repair(Node node) {
        site.passEverything();
        site.watch().forget(node);
        kind.repair(site, node);
    }

    private void reach(List<RetryClient> both) {
        switch (moment) {
            case BEFORE_STATEMENT -> held(both, Way.TO_NODE, worker(), RetryClient::pay);
            case BEFORE_COMMIT -> commitHeld(both, Way.TO_NODE, worker());
            case AFTER_COMMIT -> committed(both, worker());
            default -> committed(both, site.coordinator());
        }
    }

    private void commitHeld(List<RetryClient> both, Way way, Node node) {
        both.forEach(RetryClient::write);
        held(both, way, node, RetryClient::commit);
    }

    private void held(List<RetryClient> both, Way way, Node node, Consumer<RetryClient> step) {
        site.hold(node, way);
        both.forEach(step);
        site.watch().until("the payments to be under way", () -> both.stream().allMatch(this::isActive));
    }

    /** The answers of a node are held back, and the worker has committed. */
    private void committed(List<RetryClient> both, Node node) {
        both.forEach(RetryClient::write);
        site.hold(node, Way.FROM_NODE);
        both.forEach(RetryClient::commit);
        site.watch().until("the worker to commit", () -> both.stream().allMatch(client -> isPaid(client.way())));
    }

    private boolean isActive(RetryClient client) {
        return site.watch().on(site.coordinator()).query(FailureTables.sql("active"), client.backend()).singleNumber() > 0;
    }

    /** Asked of the worker itself. */
    private boolean isPaid(RetryWay way) {
        long shard = site.watch().on(site.coordinator()).query(FailureTables.sql("shard"), way.table(), place.state())
                .singleNumber();
        return site.watch().on(worker()).query(FailureTables.sql("paid").formatted(way.table(), shard), place.state(),
                request).singleNumber() > 0;
    }
}
