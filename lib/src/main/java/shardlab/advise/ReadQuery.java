package shardlab.advise;

/**
 * A statement of the workload that could be read.
 *
 * @param query  as it was given
 * @param facts  what its plan says
 * @param path   the search_path that counts for it
 * @param weight how much it counts: by calls, by time, or by both, as the rule says
 */
record ReadQuery(WorkloadQuery query, QueryFacts facts, String path, double weight) {
}
