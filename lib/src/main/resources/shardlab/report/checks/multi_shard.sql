-- title: A frequent statement goes to every shard
-- why: it takes a connection to each worker where a router query takes one, and its pace is that of the slowest.
-- do: let it name the distribution column; or make the small table a reference table; or distribute by what is asked
--     for.
-- needs: relation citus_stat_statements
select 'notice' as severity, format('%s calls: %s', calls, left(query, 160)) as seen
  from citus_stat_statements
 where executor = 'adaptive' and partition_key is null and calls >= 100
 order by calls desc
 limit 5
