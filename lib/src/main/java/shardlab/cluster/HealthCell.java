package shardlab.cluster;

/**
 * One cell of the N×N grid of {@code citus_check_cluster_node_health()}.
 *
 * @param from the node that connects, by name
 * @param to   the node that is connected to, by name
 * @param ok   true if the connection came about
 */
public record HealthCell(String from, String to, boolean ok) {
}
