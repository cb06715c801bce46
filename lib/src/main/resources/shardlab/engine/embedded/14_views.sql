-- 14. Looking: where every shard is, and how large.
--
-- Sizes come from the workers over the wire, one query for each worker.
--
-- What Citus does instead: the same views over the same catalog.

create function pg_catalog.column_to_column_name(table_name regclass, column_var_text text) returns text
language sql stable strict
return (select attname from pg_attribute
         where attrelid = table_name and attnum = embedded.distribution_attnum(column_var_text));

create function pg_catalog.column_name_to_column(table_name regclass, column_name text) returns text
language sql stable strict as $$
    select embedded.partition_key(a) from pg_attribute a
     where attrelid = table_name and attname = column_name and attnum > 0 and not attisdropped;
$$;

create function pg_catalog.get_shard_id_for_distribution_column(table_name regclass, distribution_value text default null)
returns bigint
language plpgsql as $$
declare
    partition pg_dist_partition := (select p from pg_dist_partition p where logicalrelid = table_name);
begin
    if partition.logicalrelid is null then
        raise exception 'relation is not distributed' using errcode = 'invalid_table_definition';
    elsif partition.partmethod = 'n' then
        return (select shardid from pg_dist_shard where logicalrelid = table_name);
    elsif distribution_value is null then
        raise exception 'distribution value cannot be NULL for tables other than reference tables.'
            using errcode = 'null_value_not_allowed';
    end if;
    return (select s.shardid
              from pg_attribute a
              cross join embedded.hash(distribution_value, a.atttypid) as hash
              join pg_dist_shard s on s.logicalrelid = table_name
                                  and hash between s.shardminvalue::int and s.shardmaxvalue::int
             where a.attrelid = table_name and a.attnum = embedded.distribution_attnum(partition.partkey));
end
$$;

create function pg_catalog.get_shard_id_for_distribution_column(table_name regclass, distribution_value anyelement)
returns bigint
language sql as $$
    select get_shard_id_for_distribution_column(table_name, distribution_value::text);
$$;

-- The sizes of all shards and copies, from every worker (a tolerant caller does without one that is down); on the
-- coordinator, of the reference tables themselves.
create function embedded.placement_sizes(tolerant boolean, out groupid integer, out shardid bigint, out relation_size bigint,
                                         out table_size bigint, out total_size bigint) returns setof record
language plpgsql as $$
begin
    for groupid in select n.groupid from pg_dist_node n where n.groupid > 0 and isactive order by nodeid loop
        begin
            return query execute format('select %s, s.* from embedded.%I s', groupid, 'shard_size_' || groupid);
        exception when sqlclient_unable_to_establish_sqlconnection or connection_exception or connection_failure then
            if not tolerant then
                raise;
            end if;
            raise warning 'the sizes of the shards on one worker are missing: %', sqlerrm;
        end;
    end loop;
    return query
        select 0, s.shardid, pg_relation_size(s.logicalrelid), pg_table_size(s.logicalrelid),
               pg_total_relation_size(s.logicalrelid)
          from pg_dist_shard s join pg_dist_placement p on p.shardid = s.shardid and p.groupid = 0;
end
$$;

create function pg_catalog.citus_shard_sizes(out shard_id integer, out size bigint) returns setof record
language sql strict as $$
    select z.shardid::integer, z.total_size
      from embedded.placement_sizes(true) z join pg_dist_placement p using (shardid, groupid);
$$;

create function embedded.check_distributed(relation regclass) returns void
language plpgsql as $$
begin
    if not exists (select from pg_dist_partition where logicalrelid = relation) then
        raise exception 'cannot calculate the size because relation ''%'' is not distributed',
            embedded.plain_name(relation) using errcode = 'invalid_table_definition';
    end if;
end
$$;

create function pg_catalog.citus_relation_size(logicalrelid regclass) returns bigint
language sql strict as $$
    select embedded.check_distributed($1);
    select sum(z.relation_size)::bigint from embedded.placement_sizes(false) z
      join pg_dist_placement p using (shardid, groupid) join pg_dist_shard s using (shardid) where s.logicalrelid = $1;
$$;

create function pg_catalog.citus_table_size(logicalrelid regclass) returns bigint
language sql strict as $$
    select embedded.check_distributed($1);
    select sum(z.table_size)::bigint from embedded.placement_sizes(false) z
      join pg_dist_placement p using (shardid, groupid) join pg_dist_shard s using (shardid) where s.logicalrelid = $1;
$$;

create function pg_catalog.citus_total_relation_size(logicalrelid regclass, fail_on_error boolean default true)
returns bigint
language sql strict as $$
    select embedded.check_distributed($1);
    select sum(z.total_size)::bigint from embedded.placement_sizes(false) z
      join pg_dist_placement p using (shardid, groupid) join pg_dist_shard s using (shardid) where s.logicalrelid = $1;
$$;

create view public.citus_tables as
select p.logicalrelid as table_name,
       case p.partmethod when 'h' then 'distributed' else 'reference' end as citus_table_type,
       coalesce(column_to_column_name(p.logicalrelid, p.partkey), '<none>') as distribution_column,
       p.colocationid as colocation_id,
       pg_size_pretty(z.size) as table_size,
       (select count(*) from pg_dist_shard s where s.logicalrelid = p.logicalrelid) as shard_count,
       pg_get_userbyid(c.relowner) as table_owner,
       'heap'::name as access_method
  from pg_dist_partition p
  join pg_class c on c.oid = p.logicalrelid
  left join (select s.logicalrelid, sum(z.size) as size
               from citus_shard_sizes() z join pg_dist_shard s on s.shardid = z.shard_id
              group by s.logicalrelid) z on z.logicalrelid = p.logicalrelid
 order by p.logicalrelid::text;

create view pg_catalog.citus_shards as
select s.logicalrelid as table_name,
       s.shardid,
       shard_name(s.logicalrelid, s.shardid) as shard_name,
       case p.partmethod when 'h' then 'distributed' else 'reference' end as citus_table_type,
       p.colocationid as colocation_id,
       n.nodename,
       n.nodeport,
       z.size as shard_size
  from pg_dist_shard s
  join pg_dist_partition p on p.logicalrelid = s.logicalrelid
  join pg_dist_placement l on l.shardid = s.shardid
  join pg_dist_node n on n.groupid = l.groupid
  left join (select shard_id, max(size) as size from citus_shard_sizes() group by shard_id) z on z.shard_id = s.shardid
 where l.shardstate = 1
 order by s.logicalrelid::text, s.shardid;

grant select on public.citus_tables, citus_shards to public;

reset allow_system_table_mods;
reset check_function_bodies;
