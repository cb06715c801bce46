/**
 * Outside programs, run to their end: the one place that starts any. It imports no other room.
 */
package shardlab.process;
