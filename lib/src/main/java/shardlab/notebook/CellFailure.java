package shardlab.notebook;

import shardlab.LabException;

/**
 * What a cell magic returns in place of throwing: the kernel wraps what a magic throws twice and prints its own frames
 * above it, but what rendering a result throws it passes on as it is. So the renderer of this type throws.
 *
 * @param message what the learner reads
 * @param cause   the error behind it
 */
record CellFailure(String message, LabException cause) {

    CellError error() {
        return new CellError(message, cause);
    }
}
