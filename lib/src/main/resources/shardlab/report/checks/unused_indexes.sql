-- title: An index was never used
-- why: every write of the table pays for it on every shard; but counters begin anew with each server's statistics,
--     and a month's end may need it.
-- do: watch it for as long as your slowest report comes round; then drop it. Keys are left out here.
select 'notice' as severity,
       format('%s of %s: %s on all nodes, no scan', i.name, i.of_table, pg_size_pretty(sum(i.bytes))) as seen
  from run_command_on_all_nodes($$select coalesce(jsonb_agg(s), '[]') from (
           select regexp_replace(x.indexrelname, '_\d{6,18}$', '') as name,
                  regexp_replace(x.relname, '_\d{6,18}$', '') as of_table,
                  x.idx_scan as scans, pg_relation_size(x.indexrelid) as bytes
             from pg_stat_user_indexes x join pg_index i using (indexrelid) where not i.indisunique) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as i (name text, of_table text, scans bigint, bytes bigint)
 where n.success
 group by i.name, i.of_table
having sum(i.scans) = 0 and sum(i.bytes) > 1000000
 order by sum(i.bytes) desc
