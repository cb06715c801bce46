package shardlab.engine;

import java.util.Optional;
import shardlab.LabException;

/** The number of workers that was asked for, held against those of a cluster that is there. */
public final class Workers {

    private Workers() {
    }

    /**
     * Does nothing if no number was asked for, or this one.
     *
     * @throws LabException if another was asked for
     */
    public static void require(Optional<Integer> asked, int there, String engine, String where) {
        if (asked.isPresent() && asked.get() != there) {
            throw new LabException("the cluster has " + there + " workers, and " + asked.get() + " were asked for", where,
                    "its servers and their data are left as they are",
                    "without --workers (SHARDLAB_WORKERS) it is used as it is; ./lab reset --engine " + engine
                    + " removes it, and the next start makes one of " + asked.get(), null);
        }
    }
}
