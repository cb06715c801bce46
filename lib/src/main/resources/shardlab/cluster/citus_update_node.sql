select citus_update_node(?, ?, ?)
