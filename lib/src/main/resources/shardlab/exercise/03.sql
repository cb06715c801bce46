-- Which shard of sale will the rows of Washington go to?
-- exercise 1: number
-- hint: a place is known before there is a row: the hash of 'WA' says the shard
-- hint: the variable map has predicted the places above: what does map.shardOf("WA") say?
-- answer: map.shardOf("WA").shardId()
select get_shard_id_for_distribution_column('sale', 'WA');
-- not: that is a shard of another table of the group: each table has shards of its own
select get_shard_id_for_distribution_column(c.table_name, 'WA')
from citus_tables as c
where c.distribution_column = 'state';
-- not: that is a shard of sale, and another value's
select shardid from pg_dist_shard where logicalrelid = 'sale'::regclass;
-- not: that is which of the shards it is, counted from 0: its id is asked for
select (hashtext('WA')::bigint + 2147483648) / (4294967296 / 32);

-- With how many shards, doubled from 32, does every one of the ten states first get a shard of its own?
-- exercise 2: number
-- hint: count the different shards of the ten states for 64, for 128, and so on
-- hint: filled.applyAsLong(64) says how many of 64 get a state
-- answer: The smallest count for which filled says 10. More shards cost connections and planning time, and the
--   largest state is still one shard.
select min(shards) from (
    select shards, count(distinct (hashtext(state)::bigint + 2147483648) / (4294967296 / shards)) as filled
    from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state,
         (select 32::bigint << doubled as shards from generate_series(0, 20) as doubled) as counts
    group by shards) as fillings
where filled = 10;
-- not: with so many, two states still share a shard
select shards from (
    select shards, count(distinct (hashtext(state)::bigint + 2147483648) / (4294967296 / shards)) as filled
    from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state,
         (select 32::bigint << doubled as shards from generate_series(0, 20) as doubled) as counts
    group by shards) as fillings
where filled < 10;
-- not: no state shares a shard, and fewer shards are enough
select shards from (
    select shards, count(distinct (hashtext(state)::bigint + 2147483648) / (4294967296 / shards)) as filled
    from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state,
         (select 32::bigint << doubled as shards from generate_series(0, 20) as doubled) as counts
    group by shards) as fillings
where filled = 10;
-- not: ten shards are ten only if no two states fall into one; and it shall be doubled from 32
select 10;

-- How many rows of sale would the fullest worker hold if they were spread evenly?
-- exercise 3: number within 1
-- hint: then no worker is fuller than another
-- hint: all rows of sale, divided by the number of workers
-- answer: All rows divided by the workers: workers.total() / lab.cluster().workers().size(). Compare it with what the
--   fullest worker holds now.
select (select count(*) from sale)::numeric / (select count(*) from pg_dist_node where groupid > 0);
-- not: that is divided by the states, and not by the workers
select count(*) / 10 from sale;
-- not: that is divided by the shards, and not by the workers
select count(*) / 32 from sale;
-- not: the coordinator holds none of these rows: divide by the workers
select (select count(*) from sale) / (select count(*) + 1 from pg_dist_node where groupid > 0);
-- not: those are all rows
select count(*) from sale;
