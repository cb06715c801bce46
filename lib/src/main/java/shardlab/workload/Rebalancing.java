package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * What a lesson about skew needs beside SQL: the schema {@code skew} for its tables, one more worker for as long as it
 * takes, writes that go on while shards move, and a look at a rebalance under way. Closing it makes the cluster what it was;
 * after a run that was broken off, so does {@link #sweep}. A lock on the coordinator tells whether somebody is at it.
 */
public final class Rebalancing implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;
    private static final long WRITES_AROUND = 40;
    private static final int MOST_TRIES = 50;
    private static final String CLEAN_UP = "call citus_cleanup_orphaned_resources()";

    private final Cluster cluster;
    private final Progress progress;
    private final Session owner;

    private Rebalancing(Cluster cluster, Progress progress, Session owner) {
        this.cluster = cluster;
        this.progress = progress;
        this.owner = owner;
    }

    /**
     * Undoes what an earlier run left, notes which nodes there are, and makes the empty schema {@code skew}.
     *
     * @throws LabException if another program is at it
     */
    public static Rebalancing begin(Cluster cluster, Progress progress) {
        var taken = take(cluster, progress);
        for (int tries = 1; taken.isEmpty() && tries < MOST_TRIES / 5; tries++) {
            SteadyWrites.pause(LOOK_MILLIS);
            taken = take(cluster, progress);
        }
        var rebalancing = taken.orElseThrow(() -> new LabException("another notebook has the schema skew",
                cluster.coordinator().label(), null, "finish the lesson there, or restart its kernel", null));
        rebalancing.undo();
        rebalancing.owner.execute(sql("begin"));
        return rebalancing;
    }

    /** Undoes what a run left that was broken off, if there is any and nobody is at it. */
    public static void sweep(Cluster cluster) {
        take(cluster, Progress.SILENT).ifPresent(abandoned -> {
            try (abandoned.owner) {
                if (abandoned.hasNotes()) {
                    abandoned.undo();
                }
            }
        });
    }

    private static Optional<Rebalancing> take(Cluster cluster, Progress progress) {
        Session owner = cluster.session();
        try {
            if (owner.query(sql("take")).row(0).truth("taken")) {
                return Optional.of(new Rebalancing(cluster, progress, owner));
            }
        } catch (RuntimeException | Error e) {
            try (owner) {
                throw e;
            }
        }
        owner.close();
        return Optional.empty();
    }

    /** Makes one worker more; empty, with no worker made, where the servers are not the lab's. */
    public Optional<Node> addWorker() {
        return cluster.ownsServers() ? Optional.of(cluster.addWorker(progress)) : Optional.empty();
    }

    /**
     * Writes row after row of one value into {@code skew.visit} while some work goes on.
     *
     * @param name  what the work is called
     * @param value the distribution column's value
     */
    public WriteLatency writesDuring(String name, String value, Runnable work) {
        long first;
        try (Session session = cluster.session()) {
            session.execute(CLEAN_UP);
            first = session.query(sql("next_visit"), value).singleNumber();
        }
        try (var writes = new SteadyWrites(cluster, sql("visit"), value, first)) {
            writes.awaitMore(WRITES_AROUND);
            double begin = writes.millis();
            work.run();
            double end = writes.millis();
            writes.awaitMore(WRITES_AROUND);
            return new WriteLatency(name, writes.finish(), begin, end);
        }
    }

    /**
     * Moves a shard and those co-located with it.
     *
     * @param node what the lab calls the worker it goes to
     * @param mode {@code block_writes}, {@code force_logical} or {@code auto}
     */
    public void citusMoveShardPlacement(long shard, String node, String mode) {
        try (Session session = cluster.session()) {
            for (int tries = 1; !moved(session, shard, node, mode, tries == MOST_TRIES); tries++) {
                SteadyWrites.pause(LOOK_MILLIS);
                session.execute(CLEAN_UP);
            }
        }
    }

    /** Citus refuses while what an earlier move left there is still in use; it may be gone in a moment. */
    private static boolean moved(Session session, long shard, String node, String mode, boolean last) {
        try {
            session.query(sql("move"), NodeName.group(node), mode, shard);
            return true;
        } catch (SqlException e) {
            if (last || !e.what().contains("leftover from the previous move")) {
                throw e;
            }
            return false;
        }
    }

    /** Runs a statement that rebalances, and looks at its progress from another session meanwhile. */
    public RebalanceRun watch(String statement) {
        List<RebalanceRun.Look> looks = new ArrayList<>();
        long began = System.nanoTime();
        try (Session watcher = cluster.session();
                var worker = new TransferSession(cluster.session(), "rebalance")) {
            var running = worker.start(session -> session.query(statement));
            Optional<Optional<SqlException>> end = Optional.empty();
            while (end.isEmpty()) {
                look(watcher, since(began)).ifPresent(looks::add);
                end = TransferSession.await(running, LOOK_MILLIS);
            }
            end.get().ifPresent(error -> {
                throw error;
            });
        }
        if (!looks.isEmpty()) {
            progress.report("shards moved", looks.get(0).shards(), looks.get(0).shards(), "shards");
        }
        return new RebalanceRun(List.copyOf(looks), since(began));
    }

    private Optional<RebalanceRun.Look> look(Session watcher, Duration at) {
        Rows.Row row = watcher.query(sql("progress")).row(0);
        long waits = row.number("waits");
        long moves = row.number("moves");
        long done = row.number("done");
        if (waits + moves + done == 0) {
            return Optional.empty();
        }
        var look = new RebalanceRun.Look(at, waits, moves, done, row.text("status"));
        progress.report("shards moved", done, look.shards(), "shards");
        return Optional.of(look);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** A checksum of each of the lesson's distributed tables, of all its rows in whatever order, except {@code visit}. */
    public Map<String, String> checksums() {
        Map<String, String> sums = new TreeMap<>();
        try (Session session = cluster.session()) {
            for (Rows.Row table : session.query(sql("tables"))) {
                sums.put(table.text("name"), session.query(table.text("checksum")).singleText());
            }
        }
        return sums;
    }

    /** Drops the schema and its strategies, lets every node have shards again, and takes out the workers that were added. */
    @Override
    public void close() {
        try (owner) {
            if (owner.isAlive()) {
                undo();
            }
        }
    }

    /** Ends as a kernel that is killed does: nothing is undone. */
    void abandon() {
        owner.close();
    }

    private void undo() {
        Cleaning.all(List.of(this::dropTables, this::removeWorkers, this::dropNotes));
    }

    private void dropTables() {
        try (Session session = cluster.session()) {
            session.execute(sql("drop_tables"));
        }
    }

    private void removeWorkers() {
        for (int group : guests()) {
            try (Session session = cluster.session()) {
                session.query(sql("drain"), group);
                session.execute(CLEAN_UP);
            }
            cluster.removeWorker(cluster.node(group));
        }
        try (Session session = cluster.session()) {
            session.query(sql("let_all_have_shards"));
        }
    }

    /** The groups of the workers that were not there when it began. */
    private List<Integer> guests() {
        return !hasNotes() ? List.of()
                : owner.query(sql("guests")).stream().map(row -> row.integer("groupid")).toList();
    }

    private boolean hasNotes() {
        return owner.query(sql("has_notes")).row(0).truth("noted");
    }

    private void dropNotes() {
        try (Session session = cluster.session()) {
            session.execute("drop schema if exists skew_notes cascade");
        }
    }

    private static String sql(String name) {
        return SqlFile.read("workload/rebalancing/" + name + ".sql");
    }
}
