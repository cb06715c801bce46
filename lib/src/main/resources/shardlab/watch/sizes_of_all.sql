select shard_id::bigint as shard_id, max(size) as bytes from citus_shard_sizes() group by shard_id
