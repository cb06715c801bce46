-- title: One shard has far more than its part
-- why: a shard lies on one node and is read by one process, so its size bounds every query that reads all.
-- do: which value fills it? group by the distribution column. isolate_tenant_to_new_shard gives one value a shard of
--     its own.
with sized as (
    select table_name, shardid, nodename, nodeport, shard_size, sum(shard_size) over t as total, count(*) over t as shards
      from citus_shards where citus_table_type = 'distributed' window t as (partition by table_name)
)
select case when total > 1e9 then 'warning' else 'notice' end as severity,
       format('shard %s of %s on %s:%s has %s of %s, in one of %s shards', shardid, table_name, nodename, nodeport,
              pg_size_pretty(shard_size), pg_size_pretty(total), shards) as seen
  from sized
 where shards >= 4 and total > 10e6 and shard_size > 4.0 * total / shards
 order by shard_size desc
