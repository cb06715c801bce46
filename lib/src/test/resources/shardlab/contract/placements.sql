-- One row for each shard of the table "placed": index, ordinal of its worker by address, rows, digest of the rows.
with worker as (
    select nodename, nodeport, row_number() over (order by nodename, nodeport) - 1 as ordinal
      from pg_dist_node
     where groupid > 0
),
content as (
    select nodename, nodeport, shardid, result
      from run_command_on_placements('placed', $$
               select count(*) || '|' || md5(coalesce(string_agg(g::text, ',' order by g), '')) from %s
           $$)
)
select row_number() over (order by s.shardminvalue::int) - 1 as shard_index, w.ordinal, c.result
  from pg_dist_shard s
  join content c using (shardid)
  join worker w using (nodename, nodeport)
 where s.logicalrelid = 'placed'::regclass
 order by 1;
