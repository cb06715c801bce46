/**
 * The command line behind {@code ./lab}: up, down, status, psql, reset. It may import any room, and none may import
 * it; picocli is known here and in {@code bench}.
 */
package shardlab.app;
