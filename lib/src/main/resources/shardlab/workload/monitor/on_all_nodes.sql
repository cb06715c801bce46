-- Citus carries an extension on to its workers; elsewhere every node is told.
select count(*) from run_command_on_all_nodes(?)
