-- What a shard is made of. Left out: numbers of shards in names; that no shard of embedded takes NULL in the distribution
-- column; row-level security, which embedded has on the coordinator's table only; that a check is not valid, which Citus
-- forgets when it moves a shard; that a key of a table to itself is not valid, which it is on Citus; that embedded
-- enforces keys between reference tables on the coordinator only; that copies of a reference table stay logged there.
with it as (
    select $name$%s$name$::regclass as shard
), fact as (
    select 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull and a.attname <> :distribution then ' not null' else '' end
           || a.attgenerated::text as fact
    from   it join pg_attribute a on a.attrelid = it.shard and a.attnum > 0 and not a.attisdropped
    union all
    select 'constraint ' || case when contype <> 'f' then conname || ' ' else '' end
           || case when :distribution = '' then replace(pg_get_constraintdef(c.oid), ' NOT ENFORCED', '')
                   when contype = 'c' or c.confrelid = c.conrelid then replace(pg_get_constraintdef(c.oid), ' NOT VALID', '')
                   else pg_get_constraintdef(c.oid) end
    from   it join pg_constraint c on c.conrelid = it.shard and contype in ('p', 'u', 'f', 'c', 'x')
    union all
    select 'index ' || pg_get_indexdef(indexrelid) || case when indisreplident then ' identity' else '' end
           || case when indisclustered and :distribution <> '' then ' clustered' else '' end
    from   it join pg_index on indrelid = it.shard
    union all
    select 'trigger ' || tgname from it join pg_trigger on tgrelid = it.shard and not tgisinternal
    union all
    select 'table ' || case when :distribution = '' then '' else relpersistence::text end || relreplident::text
           || coalesce(array_to_string(reloptions, ','), '')
    from   it join pg_class on oid = it.shard
)
select string_agg(regexp_replace(fact, '_[0-9]{6,}', '', 'g'), e'\n' order by fact collate "C") from fact
