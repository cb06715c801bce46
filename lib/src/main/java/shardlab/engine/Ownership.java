package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;

/** Whose a lab is: root, by working in another account's lab, would leave files there that their owner cannot change. */
final class Ownership {

    private static final String ALL_THE_SAME = "SHARDLAB_AS_ROOT";
    private static final String ROOT = "root";

    private Ownership() {
    }

    /**
     * Does nothing unless root is about to work in another account's lab.
     *
     * @param stateFolder the lab's state folder; it need not be there yet
     * @throws LabException if so, with what to do
     */
    static void demand(Path stateFolder) {
        if (!ServerAccount.isRoot() || "yes".equals(System.getenv(ALL_THE_SAME))) {
            return;
        }
        String owner = owner(stateFolder);
        if (!owner.equals(ROOT)) {
            throw new LabException("this lab belongs to " + owner + ", and root would take it away", stateFolder.toString(),
                    null, "run it as " + owner + " (sudo -u " + owner + " …), or set " + ALL_THE_SAME
                    + "=yes where that is meant", null);
        }
    }

    private static String owner(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return Files.getOwner(there).getName();
        } catch (IOException e) {
            throw FileProblem.of("cannot see whose the lab is", there, e, Folders.REMEDY);
        }
    }
}
