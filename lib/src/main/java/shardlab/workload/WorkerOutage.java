package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.HealthCell;
import shardlab.cluster.KilledNode;
import shardlab.cluster.Node;
import shardlab.sql.Session;

/** Kills a worker, asks everything, and brings it back. */
final class WorkerOutage {

    private static final int STEPS = 5;

    private final Cluster cluster;
    private final FailureTables tables;
    private final Progress progress;
    private final List<StateAnswers> answers = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private long acknowledged;

    WorkerOutage(Cluster cluster, FailureTables tables, Progress progress) {
        this.cluster = cluster;
        this.tables = tables;
        this.progress = progress;
    }

    /** What was seen while the node was down, and how long it took to come back. */
    private record Meanwhile(List<HealthCell> health, Duration healthTook, Duration back) {
    }

    Outage run(Node node) {
        FailureTables.Held before = tables.contents();
        step(0, "before");
        answers.add(reads("read, before"));
        Meanwhile meanwhile = lose(node);
        step(STEPS - 1, "afterwards");
        answers.add(reads("read, afterwards"));
        step(STEPS, "afterwards");
        return new Outage(node.name(), tables.places(), List.copyOf(answers), List.copyOf(said), meanwhile.health(),
                meanwhile.healthTook(), meanwhile.back(), before, acknowledged, tables.contents());
    }

    private Meanwhile lose(Node node) {
        try (Session connected = connected(); KilledNode down = KilledNode.of(cluster, node)) {
            step(1, node.name() + " is down");
            ask(connected, node);
            step(2, "who reaches whom");
            long start = System.nanoTime();
            List<HealthCell> health = cluster.health();
            Duration healthTook = since(start);
            step(3, node.name() + " comes back");
            start = System.nanoTime();
            down.close();
            return new Meanwhile(health, healthTook, since(start));
        }
    }

    private void step(int number, String what) {
        progress.report(what, number, STEPS, "steps");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A client's session that has been at work, and has connections to every worker. */
    private Session connected() {
        return cluster.session().prepared(session -> session.query(FailureTables.sql("read_all")));
    }

    private void ask(Session connected, Node node) {
        FailurePlace lost = tables.anyOn(node.name());
        said.add(Said.of("read a state of " + node.name() + ", in a session that was connected",
                OutageStatements.read(connected, lost)));
        answers.add(reads("read, while it is down"));
        answers.add(writes("write, while it is down"));
        try (Session session = cluster.session()) {
            said.addAll(OutageStatements.whileDown(session, lost, tables.anyBeside(node.name())));
        }
    }

    private StateAnswers reads(String moment) {
        return each(moment, OutageStatements::read);
    }

    private StateAnswers writes(String moment) {
        StateAnswers written = each(moment, OutageStatements::write);
        acknowledged += written.count();
        return written;
    }

    private StateAnswers each(String moment, BiFunction<Session, FailurePlace, Supplier<String>> statement) {
        try (Session session = cluster.session()) {
            return new StateAnswers(moment, tables.places().stream()
                    .map(place -> Said.of(place.state(), statement.apply(session, place)).answered()).toList());
        }
    }
}
