package shardlab.repartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sharding.Placement;
import shardlab.sharding.Sharding;
import shardlab.sql.Rows;
import shardlab.sql.SchemaLock;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * A dual repartition join on servers that have none: map, shuffle, merge, as Citus does it, with stock PostgreSQL's own
 * means. Rows go from worker to worker over foreign servers that the workers have for one another; the coordinator
 * gets the merged parts only. It lives beside {@link Shuffles}, which computes what it moves.
 *
 * <pre>{@code
 * RepartitionByHand.join(coordinator, Side.of("sale", "sale_id").moving("total"), Side.of("invoice", "sale_id"))
 *         .run("select count(*) as n from by_hand.sale s join by_hand.invoice i using (sale_id)",
 *              "select sum(n) from by_hand.part");
 * }</pre>
 */
public final class RepartitionByHand {

    private static final String SCHEMA = "by_hand";

    private final Session coordinator;
    private final List<Side> sides;
    private final List<HandStep> steps = new ArrayList<>();
    private final WorkerSessions workers = new WorkerSessions();
    private final Map<String, String> plainNames = new HashMap<>();

    private RepartitionByHand(Session coordinator, List<Side> sides) {
        this.coordinator = coordinator;
        this.sides = sides;
    }

    /** A join of two distributed tables by columns that need not be their distribution columns. */
    public static RepartitionByHand join(Session coordinator, Side left, Side right) {
        return new RepartitionByHand(coordinator, List.of(left, right));
    }

    /**
     * The answer and how it came about.
     *
     * @param rows  the answer
     * @param steps every step on every node, in order
     */
    public record Done(Rows rows, List<HandStep> steps) {
    }

    /**
     * Does it, and leaves nothing behind. Where another session is about the same on this cluster, it waits.
     *
     * @param merge   what each worker computes from the tables {@code by_hand.<left>} and {@code by_hand.<right>}
     * @param collect what the coordinator computes from {@code by_hand.part}, all workers' results
     * @throws LabException if a step fails, or it was interrupted; what could not be removed is among its suppressed
     */
    public Done run(String merge, String collect) {
        return new SchemaLock(coordinator, SCHEMA).holding(Progress.SILENT, () -> alone(merge, collect));
    }

    private Done alone(String merge, String collect) {
        try (Cleaning cleaning = this::clear) {
            connect();
            workers.everywhere(this::wire);
            for (Side side : sides) {
                Map<String, String> maps = maps(side);
                workers.everywhere(worker -> step("map", worker, maps.get(worker)));
            }
            for (Side side : sides) {
                String columns = columns(side);
                workers.everywhere(worker -> shuffle(side, columns, worker));
            }
            workers.everywhere(worker -> step("merge", worker, workers.on(worker).format(file("merge"), merge)));
            return new Done(collect(collect), List.copyOf(steps));
        }
    }

    private void connect() {
        Server like = coordinator.server();
        for (Side side : sides) {
            plainNames.put(side.table(), coordinator.query(file("plain_name"), side.table()).singleText());
            new Sharding(coordinator).placements(side.table()).forEach(placement ->
                    workers.open(like.elsewhere(placement.node(), placement.host(), placement.port())));
        }
        clearOn(coordinator);
        workers.names().forEach(name -> clearOn(workers.on(name)));
    }

    private void wire(String self) {
        Session session = workers.on(self);
        session.execute(file("schema"));
        workers.names().stream().filter(name -> !name.equals(self))
                .forEach(name -> wire(session, name, workers.on(name).server()));
    }

    private static void wire(Session session, String name, Server other) {
        session.execute(session.format(file("wire"), server(name), other.host(), other.port(), other.database(),
                other.user(), other.password()));
    }

    /** What each worker is told to do; asked of the coordinator, whose session is for one thread. */
    private Map<String, String> maps(Side side) {
        String columns = columns(side);
        String hash = coordinator.query(SqlFile.read("repartition/hash_function.sql"), side.table(), side.key())
                .singleText();
        String buckets = Integer.toString(buckets());
        Map<String, List<String>> shards = new LinkedHashMap<>();
        for (Placement placement : new Sharding(coordinator).placements(side.table())) {
            String shard = coordinator.query(file("shard_name"), side.table(), placement.shardId()).singleText();
            shards.computeIfAbsent(placement.node(), node -> new ArrayList<>())
                    .add(coordinator.format(file("rows_of_shard"), columns, shard, side.filter()).strip());
        }
        Map<String, String> maps = new LinkedHashMap<>();
        workers.names().forEach(worker -> maps.put(worker, coordinator.format(file("map"), mapTable(side), buckets, hash,
                side.key(), columns, String.join("\n        union all ", shards.getOrDefault(worker, List.of())))));
        return maps;
    }

    private void shuffle(Side side, String columns, String worker) {
        Session session = workers.on(worker);
        List<String> names = workers.names();
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            String schema = name.equals(worker) ? SCHEMA : server(name);
            if (!name.equals(worker)) {
                session.execute(session.format(file("import"), mapTable(side), server(name)));
            }
            parts.add(session.format(file("rows_of_bucket"), columns, schema, mapTable(side), names.size(),
                    names.indexOf(worker)).strip());
        }
        step("shuffle", worker, session.format(file("fetch"), plainName(side), String.join("\n union all\n", parts)));
    }

    private Rows collect(String sql) {
        coordinator.execute(file("schema"));
        List<String> parts = new ArrayList<>();
        workers.names().forEach(name -> {
            wire(coordinator, name, workers.on(name).server());
            coordinator.execute(coordinator.format(file("import"), "part", server(name)));
            parts.add(coordinator.format(file("rows_of_part"), server(name)).strip());
        });
        coordinator.execute(coordinator.format(file("parts"), String.join("\n union all\n", parts)));
        long start = System.nanoTime();
        Rows rows = coordinator.query(sql);
        steps.add(new HandStep("collect", "coordinator", sql, rows.size(), Duration.ofNanos(System.nanoTime() - start)));
        return rows;
    }

    private void step(String name, String worker, String sql) {
        long start = System.nanoTime();
        long rows = workers.on(worker).update(sql);
        var step = new HandStep(name, worker, sql, rows, Duration.ofNanos(System.nanoTime() - start));
        synchronized (steps) {
            steps.add(step);
        }
    }

    /** Each node by itself: what fails on one must not keep the others from being cleared. */
    private void clear() {
        List<RuntimeException> failures = new ArrayList<>();
        attempt(() -> clearOn(coordinator), failures);
        workers.names().forEach(name -> attempt(() -> clearOn(workers.on(name)), failures));
        attempt(workers::close, failures);
        if (!failures.isEmpty()) {
            var left = new LabException("the repartition by hand left something behind", null, failures.get(0).getMessage(),
                    "run it again, which clears the schemas and servers called by_hand… first", null);
            failures.forEach(left::addSuppressed);
            throw left;
        }
    }

    private static void attempt(Runnable work, List<RuntimeException> failures) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void clearOn(Session session) {
        session.execute(file("drop_own"));
        workers.names().forEach(name -> session.execute(session.format(file("drop_server"), server(name))));
    }

    private int buckets() {
        return workers.names().size() * new Shuffles(coordinator).bucketsPerNode();
    }

    private String columns(Side side) {
        return side.columns().stream().map(column -> coordinator.format("%I", column)).collect(Collectors.joining(", "));
    }

    private static String server(String node) {
        return "by_hand_" + node;
    }

    private String mapTable(Side side) {
        return plainName(side) + "_map";
    }

    private String plainName(Side side) {
        return plainNames.get(side.table());
    }

    private static String file(String name) {
        return SqlFile.read("repartition/by_hand/" + name + ".sql");
    }
}
