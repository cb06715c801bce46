package shardlab.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.sharding.Placement;
import shardlab.sharding.Sharding;
import shardlab.sql.Rows;
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

    private final Session coordinator;
    private final List<Side> sides;
    private final List<HandStep> steps = new ArrayList<>();
    private final Map<String, Session> workers = new LinkedHashMap<>();

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
     * Does it, and leaves nothing behind.
     *
     * @param merge   what each worker computes from the tables {@code by_hand.<left>} and {@code by_hand.<right>}
     * @param collect what the coordinator computes from {@code by_hand.part}, all workers' results
     */
    public Done run(String merge, String collect) {
        try {
            connect();
            everywhere(worker -> wire(workers.get(worker), worker));
            for (Side side : sides) {
                everywhere(worker -> step("map", worker, map(side, worker)));
            }
            for (Side side : sides) {
                everywhere(worker -> shuffle(side, worker));
            }
            everywhere(worker -> step("merge", worker, workers.get(worker).format(file("merge"), merge)));
            return new Done(collect(collect), List.copyOf(steps));
        } finally {
            clear();
        }
    }

    private void connect() {
        Server like = coordinator.server();
        for (Placement placement : new Sharding(coordinator).placements(sides.get(0).table())) {
            workers.computeIfAbsent(placement.node(), node -> Session.open(new Server(node, placement.host(),
                    placement.port(), like.database(), like.user(), like.password())));
        }
        clearOn(coordinator);
        workers.values().forEach(this::clearOn);
    }

    private void wire(Session session, String self) {
        session.execute("create schema by_hand");
        workers.forEach((name, other) -> {
            if (!name.equals(self)) {
                Server server = other.server();
                session.execute(session.format(file("wire"), server(name), server.host(), server.port(),
                        server.database(), server.user(), server.password()));
            }
        });
    }

    private String map(Side side, String worker) {
        String columns = columns(side);
        String shards = new Sharding(coordinator).placements(side.table()).stream()
                .filter(placement -> placement.node().equals(worker))
                .map(placement -> "select " + columns + " from "
                        + coordinator.query("select shard_name(?::regclass, ?)", side.table(), placement.shardId()).singleText()
                        + " where " + side.filter())
                .collect(Collectors.joining("\n        union all "));
        String hash = coordinator.query(SqlFile.read("plan/hash_function.sql"), side.table(), side.key()).singleText();
        return coordinator.format(file("map"), mapTable(side), Integer.toString(buckets()), hash, side.key(), columns, shards);
    }

    private void shuffle(Side side, String worker) {
        Session session = workers.get(worker);
        List<String> names = List.copyOf(workers.keySet());
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            String schema = name.equals(worker) ? "by_hand" : server(name);
            if (!name.equals(worker)) {
                session.execute(session.format(file("import"), mapTable(side), server(name)));
            }
            parts.add("select " + columns(side) + session.format(" from %I.%I where bucket %% ", schema, mapTable(side))
                    + names.size() + " = " + names.indexOf(worker));
        }
        step("shuffle", worker, session.format(file("fetch"), plainName(side), String.join("\n union all\n", parts)));
    }

    private Rows collect(String sql) {
        coordinator.execute("create schema by_hand");
        List<String> parts = new ArrayList<>();
        workers.forEach((name, session) -> {
            Server server = session.server();
            coordinator.execute(coordinator.format(file("wire"), server(name), server.host(), server.port(),
                    server.database(), server.user(), server.password()));
            coordinator.execute(coordinator.format(file("import"), "part", server(name)));
            parts.add(coordinator.format("select * from %I.part", server(name)));
        });
        coordinator.execute("create view by_hand.part as " + String.join("\n union all\n", parts));
        long start = System.nanoTime();
        Rows rows = coordinator.query(sql);
        steps.add(new HandStep("collect", "coordinator", sql, rows.size(), Duration.ofNanos(System.nanoTime() - start)));
        return rows;
    }

    private void step(String name, String worker, String sql) {
        long start = System.nanoTime();
        long rows = workers.get(worker).update(sql);
        var step = new HandStep(name, worker, sql, rows, Duration.ofNanos(System.nanoTime() - start));
        synchronized (steps) {
            steps.add(step);
        }
    }

    /** Runs a step on all workers side by side. */
    private void everywhere(Consumer<String> work) {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            workers.keySet().forEach(worker -> running.add(threads.submit(() -> work.accept(worker))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            workers.values().forEach(Session::cancel);
            throw new LabException("the repartition by hand was stopped", null, null, "run it again", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause
                    : new LabException("a step of the repartition failed", null, e.getCause().getMessage(), null, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void clear() {
        clearOn(coordinator);
        workers.values().forEach(session -> {
            clearOn(session);
            session.close();
        });
        workers.clear();
    }

    private void clearOn(Session session) {
        session.execute("drop schema if exists by_hand cascade");
        workers.keySet().forEach(name -> session.execute(session.format(
                "drop schema if exists %1$I cascade; drop server if exists %1$I cascade", server(name))));
    }

    private int buckets() {
        return workers.size() * new Shuffles(coordinator).bucketsPerNode();
    }

    private String columns(Side side) {
        return side.columns().stream().map(column -> coordinator.format("%I", column)).collect(Collectors.joining(", "));
    }

    private static String server(String node) {
        return "by_hand_" + node;
    }

    private static String mapTable(Side side) {
        return plainName(side) + "_map";
    }

    private static String plainName(Side side) {
        return side.table().substring(side.table().lastIndexOf('.') + 1);
    }

    private static String file(String name) {
        return SqlFile.read("plan/by_hand/" + name + ".sql");
    }
}
