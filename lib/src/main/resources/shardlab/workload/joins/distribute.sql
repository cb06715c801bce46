select create_distributed_table(?, ?, colocate_with => ?, shard_count => nullif(?, 0))
