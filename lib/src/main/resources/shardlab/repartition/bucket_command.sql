-- The command that counts, on one shard, the rows and bytes that go into each bucket; run_command_on_shards puts the
-- shard's name in the place of its own "percent s", so every other percent sign is doubled. A row's bytes are those of
-- COPY's binary format: record_send writes two bytes more for the number of columns, and four for the type of each. NULL
-- goes into the first bucket.
select replace(format($command$
           select coalesce(json_agg(json_build_array(bucket, n, bytes)), '[]')
             from (select coalesce(width_bucket(%s(key), %L::int[]) - 1, 0)  as bucket,
                          count(*)                                            as n,
                          sum(octet_length(record_send(moved)) - 2 - 4 * %s)  as bytes
                     from (select %I as key, row(%s) as moved
                             from $command$,
                   hash_function, lower_bounds, cardinality(columns), key,
                   (select string_agg(quote_ident(c), ', ' order by i) from unnest(columns) with ordinality u(c, i))),
               '%', '%%')
       || '%s'
       || replace(format($command$
                            where %s) t
                    group by 1) b
           $command$, filter), '%', '%%')
  from (select ?::text   as hash_function,
               ?::text   as lower_bounds,
               ?::text[] as columns,
               ?::text   as key,
               ?::text   as filter) p
