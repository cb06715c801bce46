-- title: Nodes cannot prepare transactions
-- why: a transaction on several workers wants two phases; with max_prepared_transactions = 0 it fails at its commit.
-- do: max_prepared_transactions as large as max_connections, on every node; it takes a restart.
select 'critical' as severity, format('node %s', nodeid) as seen
  from run_command_on_all_nodes($$select current_setting('max_prepared_transactions')$$)
 where success and result = '0' and exists (select from pg_extension where extname = 'citus')
