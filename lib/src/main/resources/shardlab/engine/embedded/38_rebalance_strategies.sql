-- 38. Rebalance strategies: what "balanced" means.
--
-- Three functions say it: what a shard costs, how much a node can take, and whether a shard may be on a node. Two numbers
-- say when it is good enough: how far from the average a node's load may be (the threshold), and how much a move has to
-- better, compared with what it moves (the improvement threshold). by_shard_count gives every shard the cost 1;
-- by_disk_size its bytes, with those of all shards beside it, and citus.rebalancer_by_disk_size_base_cost on top, so that
-- empty shards spread, too.
--
-- What Citus does instead: the same table with the same rows.

set allow_system_table_mods = on;
set check_function_bodies = off;

create table pg_catalog.pg_dist_rebalance_strategy (
    name                           name    not null,
    default_strategy               boolean not null default false,
    shard_cost_function            regproc not null,
    node_capacity_function         regproc not null,
    shard_allowed_on_node_function regproc not null,
    default_threshold              float4  not null,
    minimum_threshold              float4  not null default 0,
    improvement_threshold          float4  not null default 0,
    constraint pg_dist_rebalance_strategy_name_key unique (name)
);
grant select on pg_dist_rebalance_strategy to public;

create function pg_catalog.citus_shard_cost_1(bigint) returns float4
language sql immutable strict
return 1;

create function pg_catalog.citus_node_capacity_1(integer) returns float4
language sql immutable strict
return 1;

create function pg_catalog.citus_shard_allowed_on_node_true(bigint, integer) returns boolean
language sql immutable strict
return true;

-- One question to the worker that has the shard.
create function pg_catalog.citus_shard_cost_by_disk_size(bigint) returns float4
language plpgsql strict as $$
declare
    groupid integer := (select p.groupid from pg_dist_placement p where p.shardid = $1);
    bytes   bigint;
begin
    execute format('select sum(total_size) from embedded.%I where shardid = any ($1)', 'shard_size_' || groupid) into bytes
      using array(select embedded.shards_beside($1));
    return greatest(bytes + pg_size_bytes(embedded.setting('rebalancer_by_disk_size_base_cost')), 1);
end
$$;

-- A shard and all that are co-located with it.
create function embedded.shards_beside(shard bigint) returns setof bigint
language sql stable strict as $$
    select other.shardid
      from pg_dist_shard s
      join pg_dist_partition t on t.logicalrelid = s.logicalrelid
      join pg_dist_partition o on o.colocationid = t.colocationid
      join pg_dist_shard other on other.logicalrelid = o.logicalrelid and other.shardminvalue = s.shardminvalue
     where s.shardid = shard order by other.shardid;
$$;

create function pg_catalog.citus_validate_rebalance_strategy_functions(shard_cost_function regproc,
    node_capacity_function regproc, shard_allowed_on_node_function regproc) returns void
language sql strict as $$
    select embedded.check_signature('shard_cost_function', $1, 'real', 'bigint');
    select embedded.check_signature('node_capacity_function', $2, 'real', 'int');
    select embedded.check_signature('shard_allowed_on_node_function', $3, 'boolean', 'bigint', 'int');
$$;

create function embedded.check_signature(role text, function regproc, result regtype, variadic arguments text[]) returns void
language plpgsql as $$
declare
    f     pg_proc := (select p from pg_proc p where p.oid = function);
    fault text;
begin
    if f.oid is null then
        raise exception 'cache lookup failed for % with oid %', role, function::oid using errcode = 'XX000';
    end if;
    select case when f.pronargs <> cardinality(arguments)
                then format('number of arguments of %s should be %s, not %s', f.proname, cardinality(arguments), f.pronargs)
                when wrong.i is not null
                then format('%stype%s of %s should be %s', case when f.pronargs = 1 then 'argument ' end,
                            case when f.pronargs > 1 then (array[' of first argument', ' of second argument'])[wrong.i] end,
                            f.proname, arguments[wrong.i])
                when f.prorettype <> result
                then format('return type of %s should be %s', f.proname, result) end into fault
      from (select min(i) as i from generate_subscripts(arguments, 1) i
             where f.proargtypes[i - 1] <> arguments[i]::regtype) wrong;
    if fault is not null then
        raise exception 'signature for % is incorrect', role using errcode = 'XX000', detail = fault;
    end if;
end
$$;

create function embedded.check_strategy() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    lock table pg_dist_rebalance_strategy in share row exclusive mode;
    perform citus_validate_rebalance_strategy_functions(new.shard_cost_function, new.node_capacity_function,
                                                        new.shard_allowed_on_node_function);
    if new.default_threshold < new.minimum_threshold then
        raise exception 'default_threshold cannot be smaller than minimum_threshold';
    elsif new.default_strategy and exists (select from pg_dist_rebalance_strategy s
                                            where s.default_strategy and s.name <> new.name) then
        raise exception 'there cannot be two default strategies';
    end if;
    return new;
end
$$;

create trigger pg_dist_rebalance_strategy_validation_trigger before insert or update on pg_dist_rebalance_strategy
    for each row execute function embedded.check_strategy();

insert into pg_dist_rebalance_strategy values
    ('by_shard_count', false, 'citus_shard_cost_1', 'citus_node_capacity_1', 'citus_shard_allowed_on_node_true', 0, 0, 0),
    ('by_disk_size', true, 'citus_shard_cost_by_disk_size', 'citus_node_capacity_1', 'citus_shard_allowed_on_node_true',
     0.1, 0.01, 0.5);

create function pg_catalog.citus_add_rebalance_strategy(name name, shard_cost_function regproc,
    node_capacity_function regproc, shard_allowed_on_node_function regproc, default_threshold float4,
    minimum_threshold float4 default 0, improvement_threshold float4 default 0) returns void
language sql as $$
    insert into pg_dist_rebalance_strategy values ($1, false, $2, $3, $4, $5, $6, $7);
$$;

create function pg_catalog.citus_set_default_rebalance_strategy(name text) returns void
language plpgsql strict set search_path = pg_catalog, pg_temp as $$
begin
    lock table pg_dist_rebalance_strategy in share row exclusive mode;
    if not exists (select from pg_dist_rebalance_strategy s where s.name = $1) then
        raise exception 'strategy with specified name does not exist';
    end if;
    update pg_dist_rebalance_strategy set default_strategy = false where default_strategy;
    update pg_dist_rebalance_strategy s set default_strategy = true where s.name = $1;
end
$$;

-- The strategy of that name, the default one for null.
create function embedded.strategy(called name) returns pg_dist_rebalance_strategy
language plpgsql stable as $$
declare
    found_one pg_dist_rebalance_strategy := (select s from pg_dist_rebalance_strategy s
                                              where case when called is null then default_strategy else name = called end);
begin
    if found_one.name is null and called is null then
        raise exception 'no rebalance_strategy was provided, but there is also no default strategy set'
            using errcode = 'XX000';
    elsif found_one.name is null then
        raise exception 'could not find rebalance strategy with name %', called using errcode = 'XX000';
    end if;
    return found_one;
end
$$;

create function pg_catalog.citus_set_node_property(nodename text, nodeport integer, property text, value boolean)
returns void
language plpgsql strict as $$
#variable_conflict use_column
declare
    node pg_dist_node := (select n from pg_dist_node n where (n.nodename, n.nodeport) = ($1, $2));
begin
    if node.nodeid is null then
        raise exception 'node at "%:%" does not exist', $1, $2 using errcode = 'XX000';
    elsif property <> 'shouldhaveshards' then
        raise exception 'only the ''shouldhaveshards'' property can be set using this function' using errcode = 'XX000';
    elsif node.groupid = 0 and value then
        raise exception 'the embedded engine has no shards of distributed tables on the coordinator'
            using errcode = 'feature_not_supported', hint = embedded.where_citus_is() || ', which can have them there.';
    end if;
    update pg_dist_node n set shouldhaveshards = value where n.nodeid = node.nodeid;
    perform embedded.sync_nodes();
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
