package shardlab.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import shardlab.LabException;

/** A file or folder that could not be read or written, as the lab tells it. */
final class FileProblem {

    /** What to do about a folder that cannot be written. */
    static final String MAKE_ROOM = "make room, or run it as an account that may write there";

    private FileProblem() {
    }

    /**
     * The error to throw.
     *
     * @param what   what failed, one sentence without a full stop
     * @param remedy what to do next
     */
    static LabException of(String what, Path file, IOException cause, String remedy) {
        return new LabException(what, file.toString(), reason(cause), remedy, cause);
    }

    /** Java says of these nothing but the file's name. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file: " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied: " + e.getMessage();
        }
        return e instanceof FileAlreadyExistsException ? "it is there already: " + e.getMessage() : e.getMessage();
    }
}
