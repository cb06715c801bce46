/** The health of a cluster, asked of it without changing anything: what was found, the worst first, and what to do. */
package shardlab.report;
