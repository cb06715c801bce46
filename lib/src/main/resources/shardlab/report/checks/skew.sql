-- title: One worker has far more than its part
-- why: a cluster is as fast as its busiest worker; the others wait for it, and it fills up first.
-- do: if one shard is the cause, a tenant may be isolated (isolate_tenant_to_new_shard) and moved; if shards are even
--     and unevenly dealt, rebalance; if the column has few values, choose another.
with by_node as (
    select colocation_id, nodename, nodeport, sum(shard_size) as bytes, min(table_name::text) as a_table
      from citus_shards where citus_table_type = 'distributed' group by 1, 2, 3
), judged as (
    select b.*, sum(bytes) over g as total, count(*) over g as nodes_used,
           (select count(*) from pg_dist_node where groupid > 0 and shouldhaveshards and isactive) as nodes
      from by_node b window g as (partition by colocation_id)
)
select case when total > 1e9 then 'warning' else 'notice' end as severity,
       format('%s:%s has %s of %s, %s %% where an even part is %s %% (the tables with %s)', nodename, nodeport,
              pg_size_pretty(bytes), pg_size_pretty(total), round(100 * bytes / total), 100 / nodes, a_table) as seen
  from judged
 where total > 0 and nodes > 1 and bytes > 1.5 * total / nodes
 order by bytes / total desc
