set citus.node_connection_timeout = '1s'
