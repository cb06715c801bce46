package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Durations;
import shardlab.measure.Experiment;
import shardlab.measure.Timed;
import shardlab.plan.Plans;
import shardlab.sql.Session;

/** Rows brought into {@code users(id)} in every way there is, on the cluster and on one plain PostgreSQL, taking turns. */
public final class Inserts {

    private final Cluster cluster;
    private final Progress progress;

    /** @param progress told of each round */
    public Inserts(Cluster cluster, Progress progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** Every way, those that wait for each row too: few rows. */
    public Inserted everyWay(long rows, int rounds) {
        return measure("Every way", rows, rounds, true);
    }

    /** The ways that send many rows at once. */
    public Inserted bulk(long rows, int rounds) {
        return measure("Many rows at once", rows, rounds, false);
    }

    private Inserted measure(String name, long rows, int rounds, boolean rowByRow) {
        try (var tables = InsertTables.make(cluster, rows, progress)) {
            Experiment experiment = experiment(name, rows, rounds, tables);
            List<InsertWay> common = InsertWays.OF_A_CLIENT.stream().filter(way -> rowByRow || !way.rowByRow()).toList();
            Stream.concat(common.stream(), tables.waysOfTheCluster().stream())
                    .forEach(way -> arm(experiment, tables.distributed(), way, rows));
            Stream.concat(common.stream(), Stream.of(InsertTables.select()))
                    .forEach(way -> arm(experiment, tables.plain(), way, rows));
            return new Inserted(rows, experiment.run(), remarks(rowByRow));
        }
    }

    /**
     * Statements of one row, of ten, of a thousand, each committed by itself.
     *
     * @param rowsEach how many rows a statement has, each a size of its own
     * @param rows     how many rows are brought in with each
     */
    public Inserted byStatementSize(List<Integer> rowsEach, long rows, int rounds) {
        try (var tables = InsertTables.make(cluster, rows, progress)) {
            Experiment experiment = experiment("Rows a statement", rows, rounds, tables);
            for (InsertPlace place : List.of(tables.distributed(), tables.plain())) {
                rowsEach.stream().filter(each -> each <= rows)
                        .forEach(each -> arm(experiment, place, InsertWays.statementsOf(each), rows));
            }
            return new Inserted(rows, experiment.run(), tooLarge(rowsEach, rows));
        }
    }

    /** A statement of more rows than there are would be the same as one of all of them. */
    private static List<String> tooLarge(List<Integer> rowsEach, long rows) {
        String larger = rowsEach.stream().filter(each -> each > rows).map(String::valueOf).collect(Collectors.joining(", "));
        return larger.isEmpty() ? List.of() : List.of("Left out, for there are no more than " + rows + " rows: " + larger
                + " rows a statement.");
    }

    private Experiment experiment(String name, long rows, int rounds, InsertTables tables) {
        return Experiment.named(String.format(Locale.ROOT, "%s, %,d rows", name, rows)).rounds(rounds).warmUp(1)
                .progress(progress).provenance(tables.plainIs() + " " + cluster.provenance().caption());
    }

    private static void arm(Experiment experiment, InsertPlace place, InsertWay way, long rows) {
        experiment.arm(place.name() + Inserted.BETWEEN + way.name(), place::empty, () -> {
            long start = System.nanoTime();
            way.work().insert(place, rows);
            var time = Duration.ofNanos(System.nanoTime() - start);
            return new Timed<>(place.contents(), time);
        });
    }

    private List<String> remarks(boolean rowByRow) {
        List<String> remarks = new ArrayList<>();
        if (!cluster.can(Capability.QUERIES_THROUGH_WORKERS)) {
            remarks.add("No COPY by every node: the workers of this engine know no distributed tables.");
        } else if (!cluster.reachesWorkers()) {
            remarks.add("No COPY by every node: the workers cannot be reached from here.");
        }
        if (!cluster.can(Capability.REPARTITION_JOIN)) {
            remarks.add("INSERT … SELECT has one way here: every row goes through the coordinator.");
        }
        if (!rowByRow) {
            remarks.add("Left out: the ways that wait for each row.");
        }
        return remarks;
    }

    /**
     * What a repartition join of the two source tables pays, which moves the same rows as the repartitioned
     * INSERT … SELECT does. Run once, no median.
     *
     * @param rows    of each table
     * @param time    how long the join took
     * @param fetches the files that nodes fetched from one another for it
     */
    public record JoinPrice(long rows, Duration time, int fetches) {

        /** In a sentence. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "A repartition join of two tables of %,d rows takes %s: nodes fetch %,d files "
                    + "from one another for it.", rows, Durations.text(time), fetches);
        }
    }

    /**
     * Runs that join.
     *
     * @throws shardlab.LabException if the cluster has no repartition joins
     */
    public JoinPrice repartitionJoin(long rows) {
        try (var tables = InsertTables.make(cluster, rows, progress)) {
            Session session = tables.distributed().session();
            session.execute("set citus.enable_repartition_joins to on");
            String join = InsertPlace.sql("join");
            int fetches = new Plans(session).explain(join).fetches();
            long start = System.nanoTime();
            session.query(join);
            return new JoinPrice(rows, Duration.ofNanos(System.nanoTime() - start), fetches);
        }
    }
}
