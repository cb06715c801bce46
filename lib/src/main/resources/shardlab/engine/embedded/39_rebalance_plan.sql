-- 39. The plan of a rebalance: which shards would move, in which order.
--
-- Every co-location group is balanced by itself (those with fewer shards than nodes together, as one). First a shard that
-- may not be where it is goes to the emptiest node that may have it. Then, move by move: from the fullest node to the
-- emptiest, the most expensive shard that makes the two more alike. If none does, the second emptiest node is tried, and
-- so on, then the second fullest. Each move makes things better, so a rebalance may stop after any of them; the best
-- arrangement of all it does not look for, since that takes too long to find.
--
-- A node's load is the cost of its shards divided by its capacity. Costs are float4, as in Citus, and so are sums.
--
-- What Citus does instead: the same, in C. The order in which it adds up the costs of a node is another one: where the sum
-- of costs is not exact in float4, two loads that differ in the last digit may be told apart there and not here.

set check_function_bodies = off;

create type embedded.node_load as (nodeid integer, capacity float4, cost float4, load float4);
create type embedded.shard_load as (shardid bigint, cost float4, nodeid integer, allowed integer[]);
create type embedded.balance as (nodes embedded.node_load[], shards embedded.shard_load[]);
create type embedded.shard_move as (shardid bigint, source integer, target integer);    -- from node to node

create function pg_catalog.get_rebalance_table_shards_plan(
    relation regclass default null, threshold float4 default null, max_shard_moves integer default 1000000,
    excluded_shard_list bigint[] default '{}', drain_only boolean default false, rebalance_strategy name default null,
    improvement_threshold float4 default null)
returns table (table_name regclass, shardid bigint, shard_size bigint, sourcename text, sourceport integer,
               targetname text, targetport integer)
language plpgsql as $$
declare
    strategy pg_dist_rebalance_strategy := embedded.strategy(rebalance_strategy);
begin
    return query
        select s.logicalrelid, s.shardid, p.shardlength, source.nodename, source.nodeport, target.nodename, target.nodeport
          from unnest(embedded.plan(relation, strategy, coalesce(threshold, strategy.default_threshold), max_shard_moves,
                                    excluded_shard_list, drain_only,
                                    coalesce(improvement_threshold, strategy.improvement_threshold)))
               with ordinality as m (moved, source_id, target_id, i)
          join pg_dist_node source on source.nodeid = m.source_id
          join pg_dist_node target on target.nodeid = m.target_id
         cross join embedded.shards_beside(m.moved) as beside
          join pg_dist_shard s on s.shardid = beside
          join pg_dist_placement p on p.shardid = beside
         order by i, s.shardid;
end
$$;

create function embedded.plan(relation regclass, strategy pg_dist_rebalance_strategy, threshold float4, max_moves integer,
    excluded bigint[], drain_only boolean, improvement float4, only_from integer default null)
returns embedded.shard_move[]
language plpgsql as $$
declare
    balances embedded.balance[] := embedded.balances(relation, strategy, excluded, only_from);
    moves    embedded.shard_move[] := '{}';
    enough   float4 := embedded.lowest_threshold(threshold, strategy);
    step     record;
begin
    for i in 1 .. cardinality(balances) loop
        step := embedded.clear_forbidden(balances[i]);
        balances[i] := step.balance;
        moves := moves || step.moves;
    end loop;
    for i in 1 .. case when drain_only then 0 else cardinality(balances) end loop
        step := embedded.even_out(balances[i], enough, max_moves - cardinality(moves), improvement);
        moves := moves || step.moves;
        if step.more then
            raise notice 'Stopped searching before we were out of moves. Please rerun the rebalancer after it''s finished '
                         'for a more optimal placement.';
            exit;
        end if;
    end loop;
    return moves;
end
$$;

create function embedded.lowest_threshold(threshold float4, strategy pg_dist_rebalance_strategy) returns float4
language plpgsql as $$
begin
    if threshold < strategy.minimum_threshold then
        raise warning 'the given threshold is lower than the minimum threshold allowed by the rebalance strategy, using the '
                      'minimum allowed threshold instead'
            using detail = format('Using threshold of %s', round(strategy.minimum_threshold::numeric, 2));
    end if;
    return greatest(threshold, strategy.minimum_threshold);
end
$$;

-- One balance for each co-location group; the group of a table alone where one is given. Of a group, one table counts:
-- its shards stand for those beside them.
create function embedded.balances(relation regclass, strategy pg_dist_rebalance_strategy, excluded bigint[],
    only_from integer) returns embedded.balance[]
language plpgsql as $$
declare
    nodes integer := (select count(*) from pg_dist_node where groupid > 0 and isactive and shouldhaveshards);
begin
    perform embedded.check_rebalance(relation, nodes);
    perform citus_validate_rebalance_strategy_functions(strategy.shard_cost_function, strategy.node_capacity_function,
                                                        strategy.shard_allowed_on_node_function);
    return array(
        select embedded.balance_of(strategy, array_agg(shard))
          from (select min(t.ctid) as place, array(
                           select s.shardid from pg_dist_shard s join pg_dist_placement p using (shardid)
                             join pg_dist_node n using (groupid)
                            where s.logicalrelid = coalesce(relation, (array_agg(t.logicalrelid order by t.ctid))[1])
                              and s.shardid <> all (excluded) and (only_from is null or n.nodeid = only_from)) as shards
                  from pg_dist_partition t
                 where t.partmethod = 'h' and (relation is null or t.logicalrelid = relation)
                 group by t.colocationid) g
         cross join unnest(g.shards) as shard
         group by cardinality(g.shards) >= nodes, case when cardinality(g.shards) >= nodes then g.place end
         order by bool_or(cardinality(g.shards) < nodes), min(g.place));
end
$$;

create function embedded.check_rebalance(relation regclass, nodes integer) returns void
language plpgsql as $$
declare
    factor integer := embedded.setting('shard_replication_factor')::integer;
begin
    if relation is not null and not embedded.is_distributed(relation) then
        raise exception 'table % is a % table, %', embedded.qualified_name(relation),
            case when exists (select from pg_dist_partition where logicalrelid = relation) then 'reference'
                 else 'regular postgres' end,
            case when exists (select from pg_dist_partition where logicalrelid = relation)
                 then 'moving shard of reference tables is not supported'
                 else 'you can only move shards of a citus table' end using errcode = 'feature_not_supported';
    elsif nodes < factor then
        raise exception 'Shard replication factor (%) cannot be greater than number of nodes with should_have_shards=true '
                        '(%).', factor, nodes using errcode = 'XX000';
    end if;
end
$$;

-- The functions of the strategy are asked, each once for a shard, a node, or a shard and a node.
create function embedded.balance_of(strategy pg_dist_rebalance_strategy, shard_ids bigint[]) returns embedded.balance
language plpgsql as $$
declare
    state embedded.balance;
begin
    execute format($sql$
        select array_agg(row(p.shardid, %s(p.shardid), n.nodeid, array(
                   select t.nodeid from pg_dist_node t
                    where t.groupid > 0 and t.isactive and t.shouldhaveshards and %s(p.shardid, t.nodeid)
               ))::embedded.shard_load order by p.shardid)
          from pg_dist_placement p join pg_dist_node n using (groupid) where p.shardid = any ($1)
        $sql$, strategy.shard_cost_function, strategy.shard_allowed_on_node_function) into state.shards using shard_ids;
    execute format($sql$
        select array_agg(row(n.nodeid, c.capacity, l.cost, embedded.load(l.cost, c.capacity))::embedded.node_load
                         order by n.nodeid)
          from pg_dist_node n
         cross join lateral (select case when n.shouldhaveshards then %s(n.nodeid) else 0 end as capacity) c
         cross join lateral (select coalesce(sum(s.cost), 0) as cost from unnest($1) s where s.nodeid = n.nodeid) l
         where n.groupid > 0 and n.isactive
        $sql$, strategy.node_capacity_function) into state.nodes using state.shards;
    if exists (select from unnest(state.shards) where cost is null) or exists (select from unnest(state.nodes)
                                                                                where capacity is null) then
        raise exception 'a function of the rebalance strategy "%" returned NULL', strategy.name using errcode = 'XX000';
    end if;
    return state;
end
$$;

create function embedded.load(cost float4, capacity float4) returns float4
language sql immutable
return case when capacity <= 0 then 'infinity' else cost / capacity end;

-- Shards that may not be where they are.
create function embedded.clear_forbidden(inout balance embedded.balance, out moves embedded.shard_move[]) returns record
language plpgsql as $$
declare
    shard  embedded.shard_load;
    move   embedded.shard_move;
    node   pg_dist_node;
begin
    moves := '{}';
    foreach shard in array array(select s from unnest(balance.shards) s where s.nodeid <> all (s.allowed)
                                  order by s.cost desc, s.shardid) loop
        move := row(shard.shardid, shard.nodeid, (
            select n.nodeid from unnest(balance.nodes) n where n.nodeid = any (shard.allowed)
             order by n.load, n.capacity desc, n.nodeid limit 1));
        if move.target is null then
            node := (select n from pg_dist_node n where n.nodeid = shard.nodeid);
            raise warning 'Not allowed to move shard % anywhere from %:%', shard.shardid, node.nodename, node.nodeport;
        else
            balance := embedded.after_move(balance, move);
            moves := moves || move;
        end if;
    end loop;
end
$$;

-- Moves until all nodes are near the average, no move betters anything, or so many are found; then there may be more.
create function embedded.even_out(balance embedded.balance, threshold float4, max_moves integer, improvement float4,
    out moves embedded.shard_move[], out more boolean) returns record
language plpgsql as $$
declare
    average float4 := (select sum(cost) / nullif(sum(capacity), 0) from unnest(balance.nodes));
    lowest  float4 := (1.0 - threshold::float8) * average;
    highest float4 := (1.0 + threshold::float8) * average;
    step    record;
    ignored integer := 0;
begin
    moves := '{}';
    more := true;
    while more and cardinality(moves) < max_moves loop
        step := embedded.next_move(balance, lowest, highest, improvement, ignored);
        ignored := step.ignored;
        more := step.move is not null;
        if more then
            moves := moves || step.move;
            balance := embedded.after_move(balance, step.move);
        end if;
    end loop;
    if ignored > 0 then
        raise notice 'Ignored % moves that brought a small improvement only', ignored
            using hint = format('If you do want these moves to happen, try changing improvement_threshold to a lower value '
                                'than what it is now (%s).', improvement);
    end if;
end
$$;

-- The first move that betters something, from the fullest node to the emptiest, the most expensive shard first.
create function embedded.next_move(balance embedded.balance, lowest float4, highest float4, improvement float4,
    inout ignored integer, out move embedded.shard_move) returns record
language plpgsql as $$
declare
    found_one record;
begin
    for found_one in select c.*, s.shardid, source.nodeid as source, target.nodeid as target
                       from unnest(balance.nodes) source, unnest(balance.nodes) target, unnest(balance.shards) s
                      cross join lateral embedded.compare(source, target, s.cost) c
                      where s.nodeid = source.nodeid and target.nodeid <> source.nodeid and target.nodeid = any (s.allowed)
                        and source.load > lowest and target.load < highest
                        and (target.load < lowest or source.load > highest)
                        and c.is_better
                      order by source.load desc, source.capacity, source.nodeid desc,
                               target.load, target.capacity desc, target.nodeid, s.cost desc, s.shardid loop
        if found_one.gain < improvement then
            ignored := ignored + 1;
        else
            move := row(found_one.shardid, found_one.source, found_one.target);
            return;
        end if;
    end loop;
end
$$;

-- Whether a shard of that cost had better be on the target; if the target would be the fuller one, what is gained in
-- proportion to what moves, otherwise null.
create function embedded.compare(source embedded.node_load, target embedded.node_load, cost float4,
    out is_better boolean, out gain float4) returns record
language plpgsql immutable as $$
declare
    left_there float4 := embedded.load(source.cost - cost, source.capacity);
    then_here  float4 := embedded.load(target.cost + cost, target.capacity);
begin
    is_better := then_here < source.load or then_here = source.load and left_there > target.load or then_here <= left_there;
    if is_better and then_here > left_there then
        gain := greatest(source.load - then_here, left_there - target.load)
                / nullif(least(then_here - target.load, source.load - left_there), 0);
    end if;
end
$$;

create function embedded.after_move(balance embedded.balance, move embedded.shard_move) returns embedded.balance
language plpgsql immutable as $$
declare
    moved float4 := (select cost from unnest(balance.shards) where shardid = move.shardid);
begin
    return row(
        array(select row(n.nodeid, n.capacity, l.cost, embedded.load(l.cost, n.capacity))::embedded.node_load
                from unnest(balance.nodes) n
               cross join lateral (select case n.nodeid when move.source then n.cost - moved
                                                        when move.target then n.cost + moved else n.cost end as cost) l
               order by n.nodeid),
        array(select row(s.shardid, s.cost, case s.shardid when move.shardid then move.target else s.nodeid end,
                         s.allowed)::embedded.shard_load
                from unnest(balance.shards) s order by s.shardid));
end
$$;

reset check_function_bodies;
