package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;

/** The copy of a running server's files: {@link #data} between the calls that PostgreSQL asks for, then the log. */
public final class BaseCopy {

    private final String name;
    private final DataCopy files;

    BaseCopy(String name, Path from, Path to) {
        this.name = name;
        this.files = new DataCopy(from, to);
    }

    /**
     * Copies all but the log.
     *
     * @throws LabException if the disk is full, or the server has tablespaces
     */
    public void data() {
        try (Stream<Path> tablespaces = Files.list(files.from().resolve("pg_tblspc"))) {
            if (tablespaces.findAny().isPresent()) {
                throw new LabException("a server with tablespaces is not copied", name, files.from().toString(),
                        "drop the tablespaces, or take a backup by pg_basebackup", null);
            }
            Folders.make(files.to().getParent());
            Folders.delete(files.to());
            files.data();
        } catch (IOException e) {
            throw cannotCopy(e);
        }
    }

    /**
     * Completes it by the log.
     *
     * @param label what {@code pg_backup_stop} says belongs into {@code backup_label}
     * @param first the name of the log's first segment that is needed
     * @param last  the name of the last
     */
    public void log(String label, String first, String last) {
        try {
            Files.writeString(files.to().resolve("backup_label"), label);
            files.log(first, last);
        } catch (IOException e) {
            throw cannotCopy(e);
        }
    }

    private LabException cannotCopy(IOException e) {
        return new LabException("cannot copy the files of " + name, files.to().toString(), FileProblem.reason(e),
                Folders.REMEDY, e);
    }
}
