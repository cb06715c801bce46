package shardlab.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;

/** Where servers keep their files: the lab's state folder, unless the account they run as cannot enter it. */
final class ServerFolder {

    /** Root's clone may lie in a folder that is closed to all others; this one is not. */
    private static final Path ELSEWHERE = Path.of("/var/lib/shardlab");

    private ServerFolder() {
    }

    /**
     * The folder, made if it was not there.
     *
     * @throws LabException if neither place can be used
     */
    static Path choose(Path stateFolder, ServerAccount account) {
        return choose(stateFolder, account, ELSEWHERE);
    }

    static Path choose(Path stateFolder, ServerAccount account, Path elsewhere) {
        try {
            Folders.make(stateFolder);
            if (account.enters(stateFolder)) {
                return stateFolder;
            }
            Path folder = Folders.make(outside(stateFolder, elsewhere));
            if (account.enters(folder)) {
                return folder;
            }
            throw new LabException("the account " + account.owner() + ", which the servers run as, can enter neither "
                    + stateFolder + " nor " + folder, "clone the lab into a folder that others may enter, or chmod o+x "
                    + "the folders above it, or run it as an ordinary user");
        } catch (IOException e) {
            throw new LabException("cannot make a folder for the servers", stateFolder.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    /** Where the files are if the account cannot enter the state folder; nothing is made. */
    static Path outside(Path stateFolder) {
        return outside(stateFolder, ELSEWHERE);
    }

    private static Path outside(Path stateFolder, Path elsewhere) {
        return elsewhere.resolve(UUID.nameUUIDFromBytes(stateFolder.toString().getBytes(StandardCharsets.UTF_8)).toString());
    }
}
