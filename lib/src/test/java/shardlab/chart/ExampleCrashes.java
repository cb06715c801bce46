package shardlab.chart;

import java.util.ArrayList;
import java.util.List;
import shardlab.workload.Crash;
import shardlab.workload.CrashKind;
import shardlab.workload.CrashOutcome;
import shardlab.workload.CrashPhase;
import shardlab.workload.CrashReport;
import shardlab.workload.CrashRole;
import shardlab.workload.TransferAudit;

/** A report of crashes in which every phase came to every outcome that there can be. */
public final class ExampleCrashes {

    private static final List<CrashOutcome> WHOLE = List.of(CrashOutcome.COMMITTED, CrashOutcome.ROLLED_BACK);

    private static final List<CrashRole> ROLES = List.of(CrashRole.values());
    private static final List<CrashKind> KINDS = List.of(CrashKind.values());

    private ExampleCrashes() {
    }

    /** Seven of each, so that no count is alike by chance. */
    public static CrashReport report(boolean twoPhase) {
        List<Crash> crashes = new ArrayList<>();
        for (CrashPhase phase : CrashPhase.values()) {
            for (CrashOutcome outcome : twoPhase ? WHOLE : List.of(CrashOutcome.values())) {
                for (int i = 0; i < 7; i++) {
                    crashes.add(new Crash(crashes.size() + 1, phase, "worker-" + (i % 4 + 1), ROLES.get(i % 4),
                            KINDS.get(i % 3), outcome == CrashOutcome.FORGOTTEN, twoPhase ? i % 2 : 0, outcome));
                }
            }
        }
        return new CrashReport(42, twoPhase, crashes, new TransferAudit(40_000, 40_000, 0, 0, 0), ExampleData.CAPTION);
    }
}
