package shardlab.repartition;

/**
 * What goes from one node to another, or stays: {@code from} and {@code to} may be the same node.
 *
 * @param from  the node that sends
 * @param to    the node that receives
 * @param rows  rows
 * @param bytes bytes in COPY's binary format, as Citus sends them, before TCP's own
 */
public record Move(String from, String to, long rows, long bytes) {
}
