-- title: A replication slot is not read
-- why: the server keeps its write-ahead log for it, until the disk is full.
-- do: start the reader, or select pg_drop_replication_slot(name) on that node. A move that failed leaves one:
--     citus_cleanup_orphaned_resources().
select 'warning' as severity, format('node %s: %s keeps %s', n.nodeid, s.slot_name, s.kept) as seen
  from run_command_on_all_nodes($$select coalesce(jsonb_agg(s), '[]') from (
           select slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as kept
             from pg_replication_slots where not active) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as s (slot_name text, kept text)
 where n.success
