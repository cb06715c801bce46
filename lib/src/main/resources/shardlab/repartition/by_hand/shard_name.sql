select shard_name(?::regclass, ?)
