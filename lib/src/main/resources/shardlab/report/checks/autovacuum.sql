-- title: Autovacuum is off
-- why: dead rows stay, statistics grow old, and in the end transaction numbers run out.
-- do: alter system set autovacuum = on; select pg_reload_conf().
select 'critical' as severity, format('node %s', nodeid) as seen
  from run_command_on_all_nodes($$select current_setting('autovacuum')$$)
 where success and result = 'off'
