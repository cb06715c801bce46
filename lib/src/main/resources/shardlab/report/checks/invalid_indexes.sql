-- title: An index is invalid
-- why: a create index concurrently that failed leaves it: every write pays for it, and no query uses it.
-- do: drop it, or reindex it.
select 'warning' as severity, format('node %s: %s', n.nodeid, i.name) as seen
  from run_command_on_all_nodes($$select coalesce(jsonb_agg(s), '[]') from (
           select indexrelid::regclass::text as name from pg_index where not indisvalid) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as i (name text)
 where n.success
