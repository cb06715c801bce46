select create_distributed_table(?::regclass, ?, colocate_with := ?, shard_count := ?::int)
