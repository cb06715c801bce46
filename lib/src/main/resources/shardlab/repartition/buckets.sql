select r.shardid as shard_id,
       r.success,
       r.result
  from run_command_on_shards(?::regclass, ?) r
 order by r.shardid
