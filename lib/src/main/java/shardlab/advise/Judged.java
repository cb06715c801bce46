package shardlab.advise;

import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * What a Citus said of a design.
 *
 * @param ran        whether the design's script ran, and where, in words
 * @param judgements of each statement that it planned or refused; empty if the script did not run
 */
record Judged(String ran, Optional<IdentityHashMap<QueryFacts, Judgement>> judgements) {
}
