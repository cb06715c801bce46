package shardlab.advise;

/**
 * A statement of the workload that could be read.
 *
 * @param query as it was given
 * @param facts what its plan says
 */
record ReadQuery(WorkloadQuery query, QueryFacts facts) {
}
