select shardid as shard_id,
       success,
       result
  from run_command_on_shards(?::regclass, 'select count(*) from %s')
