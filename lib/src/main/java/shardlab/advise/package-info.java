/**
 * Which table is distributed by which column: candidate designs for a schema and its queries, judged query by query, and
 * ranked by a rule that is written down.
 */
package shardlab.advise;
