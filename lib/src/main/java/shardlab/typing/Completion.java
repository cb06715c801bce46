package shardlab.typing;

import java.util.List;

/**
 * What may stand in the place of a part of a text.
 *
 * @param start     where that part begins
 * @param end       where it ends
 * @param proposals what may stand there, the nearest first; empty if nothing is known
 */
public record Completion(int start, int end, List<Proposal> proposals) {

    /** Nothing at a place. */
    public static Completion none(int at) {
        return new Completion(at, at, List.of());
    }
}
