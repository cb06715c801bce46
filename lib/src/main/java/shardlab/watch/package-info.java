/** A cluster seen while it works: what every node does, what moves, who waits for whom; looked at again and again. */
package shardlab.watch;
