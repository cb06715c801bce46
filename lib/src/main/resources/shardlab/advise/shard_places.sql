-- the place of each shard among those of its table, by hash from the lowest
select s.shardid as shard_id,
       row_number() over (partition by s.logicalrelid order by s.shardminvalue::integer) - 1 as place
from pg_dist_shard as s
join pg_dist_partition as t using (logicalrelid)
where t.partmethod = 'h'
