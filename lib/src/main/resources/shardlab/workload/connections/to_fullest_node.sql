select coalesce(max(connection_count_to_node), 0) as connections from citus_remote_connection_stats()
