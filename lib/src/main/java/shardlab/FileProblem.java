package shardlab;

import java.io.IOException;
import java.nio.file.Path;

/** A file or folder that could not be read or written, as the lab tells it. */
public final class FileProblem {

    /** What to do about a folder that cannot be written. */
    public static final String MAKE_ROOM = "make room, or run it as an account that may write there";

    private FileProblem() {
    }

    /**
     * The error to throw.
     *
     * @param what   what failed, one sentence without a full stop
     * @param remedy what to do next
     */
    public static LabException of(String what, Path file, IOException cause, String remedy) {
        return new LabException(what, file.toString(), reason(cause), remedy, cause);
    }

    /** What an I/O error says, in words where Java gives only a file name. */
    public static String reason(IOException e) {
        String kind = switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied: ";
            case "NoSuchFileException" -> "there is no such file: ";
            case "FileAlreadyExistsException" -> "it is there already: ";
            default -> "";
        };
        return kind + e.getMessage();
    }
}
