-- title: A database comes near the end of its transaction numbers
-- why: at two billion a server refuses every write until it was vacuumed.
-- do: look for old transactions, prepared transactions and replication slots that hold vacuum back; vacuum (freeze).
select case when c.age > 1500000000 then 'critical' else 'warning' end as severity,
       format('node %s: %s transactions since the last freeze', n.nodeid, c.age) as seen
  from run_command_on_all_nodes($$select to_jsonb(p) from (select age(datfrozenxid) as age
           from pg_database where datname = current_database()) p$$) n
 cross join lateral jsonb_to_record(n.result::jsonb) as c (age bigint)
 where n.success and c.age > 500000000
