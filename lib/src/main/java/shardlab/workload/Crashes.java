package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.sql.Session;

/**
 * Transfers from one worker to another, in each of which something crashes: at a phase, a node and in a way that are drawn
 * at random. When everything runs again and nothing is in doubt, both accounts are looked at.
 *
 * <p>A phase is reached by holding back what would take the transaction on, on the ways between the nodes. So it needs no
 * debug build of Citus, no change of any setting and no reading of what is sent, which is encrypted; and it is the same for
 * Citus's two-phase commit and for postgres_fdw's commits.
 */
public final class Crashes {

    static final long AMOUNT = 10;

    private static final int BRANCHES = 40;
    private static final int ACCOUNTS_EACH = 1;

    private final CrashSite site;
    private final TransferTables tables;
    private final boolean twoPhase;

    private Crashes(CrashSite site, TransferTables tables) {
        this.site = site;
        this.tables = tables;
        this.twoPhase = site.cluster().can(Capability.TWO_PHASE_COMMIT);
    }

    /**
     * So many crashes, one after the other, in tables of their own. Afterwards every server runs.
     *
     * @param kinds what may crash; what is there several times is drawn so much oftener
     * @throws shardlab.LabException if the lab cannot put the cluster's nodes behind a network, or a server does not come
     *                               back
     */
    public static CrashReport run(Cluster cluster, int count, List<CrashKind> kinds, long seed, Progress progress) {
        try (var tables = TransferTables.make(cluster, BRANCHES, ACCOUNTS_EACH, progress);
                var network = Network.open(cluster, Link.LOOPBACK); var watch = new CrashWatch(cluster)) {
            var crashes = new Crashes(new CrashSite(cluster, network, watch), tables);
            return crashes.report(crashes.all(count, kinds, seed, progress), seed);
        }
    }

    private List<Crash> all(int count, List<CrashKind> kinds, long seed, Progress progress) {
        var dice = new CrashPlan.Dice(seed, tables.places(), CrashPhase.all(twoPhase), kinds);
        List<Crash> all = new ArrayList<>();
        while (all.size() < count) {
            progress.report("crashes", all.size(), count, "crashes");
            all.add(new CrashRound(site, dice.next(), tables, twoPhase).run());
        }
        progress.report("crashes", count, count, "crashes");
        return all;
    }

    private CrashReport report(List<Crash> all, long seed) {
        try (Session session = site.cluster().session()) {
            String caption = "Seed " + seed + ". Every server shares one machine. " + site.cluster().provenance().caption();
            return new CrashReport(seed, twoPhase, all, tables.audit(session), caption);
        }
    }
}
