select citus_add_node(?, ?, ?)
