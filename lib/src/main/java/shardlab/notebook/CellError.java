package shardlab.notebook;

import java.io.PrintWriter;

/**
 * Fails a cell with a few lines that a learner can act on. The kernel asks an error to print its stack trace; this
 * one prints its message. The trace of its cause is kept for {@code %trace}.
 */
final class CellError extends RuntimeException {

    CellError(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public void printStackTrace(PrintWriter out) {
        out.println(getMessage());
    }
}
