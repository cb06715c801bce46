package shardlab.notebook;

import shardlab.LabException;

/**
 * What a cell magic returns in place of throwing: the kernel wraps what a magic throws twice and prints its own frames
 * above it, but what rendering a result throws it passes on as it is. So the renderer of this type throws.
 *
 * @param message what the learner reads
 * @param cause   the error behind it; null where a cell failed for want of one
 */
record CellFailure(String message, LabException cause) {

    CellError error() {
        if (cause != null) {
            Tracebacks.keep(cause);
        }
        return new CellError(message, cause);
    }
}
