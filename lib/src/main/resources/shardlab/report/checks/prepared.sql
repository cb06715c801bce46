-- title: A prepared transaction waits for its second phase
-- why: it holds its locks over restarts, for ever if nobody finishes it.
-- do: select recover_prepared_transactions() on the coordinator finishes those of Citus. One of a program's own:
--     commit prepared or rollback prepared, by name.
select 'critical' as severity,
       format('node %s: %s, the oldest since %s', n.nodeid, c.number, c.oldest) as seen
  from run_command_on_all_nodes($$select to_jsonb(p) from (select count(*) as number, min(prepared) as oldest
           from pg_prepared_xacts where prepared < clock_timestamp() - interval '2 minutes') p$$) n
 cross join lateral jsonb_to_record(n.result::jsonb) as c (number bigint, oldest timestamptz)
 where n.success and c.number > 0
