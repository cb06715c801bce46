/**
 * The figures and their one theme. It draws result values, which it may import from {@code cluster}, {@code measure},
 * {@code plan}, {@code retail}, {@code sharding} and {@code workload}; it asks no server, and XChart is known here only.
 */
package shardlab.chart;
