-- Each shard is summed up where it is.
select coalesce(sum(split_part(result, ' ', 1)::bigint), 0)  as number_of_rows,
       coalesce(sum(split_part(result, ' ', 2)::numeric), 0) as checksum
  from run_command_on_shards(?::text::regclass,
           'select count(*) || '' '' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %s t')
