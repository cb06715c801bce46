/**
 * The command line behind {@code ./lab}: up, down, status, psql, reset, and the benchmarks. It may import any room, and none
 * may import it; picocli is known here only.
 */
package shardlab.app;
