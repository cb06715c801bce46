select citus_set_coordinator_host(?, ?)
