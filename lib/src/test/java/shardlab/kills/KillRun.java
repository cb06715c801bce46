package shardlab.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;

/** Kills at random on one engine, each in the middle of something, and what must hold after each. */
final class KillRun {

    private static final int WRITERS = 2;
    private static final int MOST_AFTER_MILLIS = 100;
    private static final int MOST_WRONG = 5;
    private static final int PATIENCE_SECONDS = 180;
    private static final String NOBODY = "nobody";

    private final Settings settings;
    private final Random random;
    private final Servers servers;
    private final boolean atomic;
    private final List<Deed> deeds = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> victims = new TreeMap<>();
    private final Map<String, Integer> cutOff = new TreeMap<>();
    private long partial;

    /** @param atomic true if a transaction on several workers is all or nothing even when a server is killed in it */
    KillRun(Settings settings, Servers servers, long seed, boolean atomic) {
        this.settings = settings;
        this.servers = servers;
        this.random = new Random(seed);
        this.atomic = atomic;
        for (int often = 0; often < 2; often++) {
            deeds.addAll(List.of(Statements.values()));
            deeds.add(new Isolation());
        }
        deeds.addAll(List.of(new Fill(), new FillByProcess()));
    }

    /** Kills so many times; ends early when too much is wrong. */
    void run(int asked) {
        try (var cluster = Cluster.open(settings, Progress.SILENT); var session = cluster.session()) {
            cluster.nodes().forEach(node -> spareTheDisk(cluster, node));
            Ledger.create(session);
            Fill.keepSmall(session);
        }
        for (int round = 1; kills() < asked && wrong.size() < MOST_WRONG; round++) {
            kill(deeds.get(random.nextInt(deeds.size())), round);
        }
    }

    /** Processes are killed and not the machine: what a server has written is in the system's memory, disk or no disk. */
    private static void spareTheDisk(Cluster cluster, Node node) {
        try (var session = cluster.session(node.server())) {
            session.execute("alter system set fsync = off");
            session.query("select pg_reload_conf()");
        }
    }

    /** What did not hold. */
    List<String> wrong() {
        return wrong;
    }

    /** How many were killed. */
    int kills() {
        return victims.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What was killed, in what, and what came of it. */
    String summary() {
        return kills() + " killed " + victims + " in " + cutOff + "; " + ledger.acknowledged()
                + " transactions acknowledged; " + partial + " without acknowledgement are there in part; wrong: " + wrong;
    }

    private void kill(Deed deed, int round) {
        String what = "round " + round + ", " + deed.name();
        long began = System.nanoTime();
        try {
            what += ", killed: " + killedIn(deed, round);
            check(deed, round, what);
        } catch (ExecutionException | TimeoutException | InterruptedException | LabException | AssertionError e) {
            wrong.add(what + ": " + e);
        }
        System.out.printf("%s, %.1f s%s%n", what, (System.nanoTime() - began) / 1e9,
                wrong.isEmpty() ? "" : ", wrong: " + wrong);
    }

    /** All have their sessions before the moment of the kill is drawn: it comes while they work. */
    private String killedIn(Deed deed, int round) throws ExecutionException, TimeoutException, InterruptedException {
        var stop = new AtomicBoolean();
        try (var cluster = Cluster.open(settings, Progress.SILENT)) {
            prepare(cluster, deed, round);
            List<Runnable> all = new ArrayList<>(List.of(attempt(cluster, round, deed::run)));
            for (int i = 0; i < WRITERS; i++) {
                var dice = new Random(random.nextLong());
                all.add(attempt(cluster, round, scene -> write(scene, dice, stop)));
            }
            var work = CompletableFuture.allOf(all.stream()
                    .map(each -> CompletableFuture.runAsync(each, command -> new Thread(command).start()))
                    .toArray(CompletableFuture[]::new));
            sleep(random.nextInt(deed.longestMillis()));
            String victim = killed(deed);
            sleep(random.nextInt(MOST_AFTER_MILLIS));
            stop.set(true);
            work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return victim;
        }
    }

    private String killed(Deed deed) {
        String victim = deed.kill(servers, random);
        if (!victim.equals(NOBODY)) {
            victims.merge(victim, 1, Integer::sum);
            cutOff.merge(deed.name(), 1, Integer::sum);
        }
        return victim;
    }

    private void prepare(Cluster cluster, Deed deed, int round) {
        try (Session session = cluster.session()) {
            deed.prepare(new Scene(settings, cluster, session, round));
        }
    }

    private void write(Scene scene, Random dice, AtomicBoolean stop) {
        while (!stop.get()) {
            ledger.write(scene.session(), dice);
        }
    }

    /** On a session that is open by now. What is not acknowledged may be done or not, and the check looks which. */
    private Runnable attempt(Cluster cluster, int round, Consumer<Scene> work) {
        Session session = cluster.session();
        return () -> {
            try (session) {
                work.accept(new Scene(settings, cluster, session, round));
            } catch (LabException killed) {
                // the check tells
            }
        };
    }

    private void check(Deed deed, int round, String what) {
        try (var cluster = Cluster.open(settings, Progress.SILENT); Session session = cluster.session()) {
            Ledger.recover(session);
            deed.check(new Scene(settings, cluster, session, round));
            check(ledger.audit(session), what);
            if (!Ledger.copiesAreAlike(session)) {
                wrong.add(what + ": the copies of the reference table differ");
            }
        }
        List<Long> orphans = servers.lastingOrphans();
        if (!orphans.isEmpty()) {
            wrong.add(what + ": processes without a server: " + orphans);
        }
    }

    private void check(Ledger.Audit audit, String what) {
        audit.wrong().forEach(each -> wrong.add(what + ": " + each));
        if (atomic && audit.partial() > 0) {
            wrong.add(what + ": " + audit.partial() + " transactions are there in part");
        }
        partial = audit.partial();
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
