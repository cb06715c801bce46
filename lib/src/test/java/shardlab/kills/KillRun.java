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
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** Kills at random on one engine, each in the middle of something, and what must hold after each. */
final class KillRun {

    private static final int WRITERS = 2;
    private static final int MOST_MILLIS = 400;
    private static final int MOST_WRONG = 5;
    private static final int PATIENCE_SECONDS = 180;

    private final Settings settings;
    private final Random random;
    private final Servers servers;
    private final boolean atomic;
    private final Ledger ledger = new Ledger();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> victims = new TreeMap<>();
    private long partial;

    /** @param atomic true if a transaction on several workers is all or nothing even when a server is killed in it */
    KillRun(Settings settings, Servers servers, long seed, boolean atomic) {
        this.settings = settings;
        this.servers = servers;
        this.random = new Random(seed);
        this.atomic = atomic;
    }

    /** Kills so many times; ends early when too much is wrong. */
    void run(int kills) {
        try (var cluster = Cluster.open(settings, Progress.SILENT); var session = cluster.session()) {
            Ledger.create(session);
        }
        for (int round = 1; round <= kills && wrong.size() < MOST_WRONG; round++) {
            kill(round);
        }
    }

    /** What did not hold. */
    List<String> wrong() {
        return wrong;
    }

    /** What was killed, and what came of it. */
    String summary() {
        return "killed " + victims + "; " + ledger.acknowledged() + " transactions acknowledged; "
                + partial + " without acknowledgement are there in part; wrong: " + wrong;
    }

    private void kill(int round) {
        Deed deed = List.of(Deed.values()).get(random.nextInt(Deed.values().length));
        var stop = new AtomicBoolean();
        CompletableFuture<Void> work = begin(deed, round, stop);
        sleep(random.nextInt(MOST_MILLIS));
        String victim = servers.kill(random);
        victims.merge(victim, 1, Integer::sum);
        sleep(random.nextInt(MOST_MILLIS / 4));
        stop.set(true);
        String what = "round " + round + ", " + victim + " killed in " + deed;
        try {
            work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            check(deed, what);
        } catch (ExecutionException | TimeoutException | InterruptedException | LabException | AssertionError e) {
            wrong.add(what + ": " + e);
        }
    }

    /** The writers and the deed, side by side. */
    private CompletableFuture<Void> begin(Deed deed, int round, AtomicBoolean stop) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            var dice = new Random(random.nextLong());
            all.add(CompletableFuture.runAsync(() -> write(dice, stop)));
        }
        all.add(CompletableFuture.runAsync(() -> attempt(deed, round)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private void write(Random dice, AtomicBoolean stop) {
        try (var cluster = Cluster.attach(settings).orElse(null);
             Session session = cluster == null ? null : cluster.session()) {
            while (session != null && !stop.get()) {
                ledger.write(session, dice);
            }
        } catch (LabException killed) {
            // what was not acknowledged may be there or not
        }
    }

    private void attempt(Deed deed, int round) {
        try (var cluster = Cluster.attach(settings).orElse(null);
             Session session = cluster == null ? null : cluster.session()) {
            if (session != null) {
                deed.run(settings, session, round);
            }
        } catch (LabException killed) {
            // what was begun is done or undone: the check after it looks
        }
    }

    private void check(Deed deed, String what) {
        try (var cluster = Cluster.open(settings, Progress.SILENT); Session session = cluster.session()) {
            Ledger.recover(session);
            deed.check(session);
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
