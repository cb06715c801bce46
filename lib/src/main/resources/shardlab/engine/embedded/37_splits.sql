-- 37. Splits: a shard is cut at hashes that somebody chose.
--
-- A split point is the last hash of a piece: a shard of n points becomes n + 1 shards, in every co-located table. They are
-- cut where they lie, as for an isolated value (see 15_isolation.sql); then each goes to the node that was named for it, as
-- any shard does (see 16_moves.sql). It is one transaction, and writes to the tables wait for all of it.
--
-- What Citus does instead: the rows go from the old shard straight to the nodes of the new ones, and by logical replication
-- if writes are to go on.

set check_function_bodies = off;

create function pg_catalog.citus_split_shard_by_split_points(shard_id bigint, split_points text[], node_ids integer[],
    shard_transfer_mode citus.shard_transfer_mode default 'auto') returns void
language plpgsql strict as $$
declare
    shard      pg_dist_shard;
    points     integer[] := split_points;
    cut        embedded.shard_cut;
begin
    perform embedded.check_settings();
    perform embedded.hold_placements();
    shard := (select s from pg_dist_shard s where shardid = shard_id);
    cut := (embedded.check_split(shard, shard_id, points, node_ids), shard.shardminvalue::int, shard.shardmaxvalue::int,
            points);
    perform embedded.cut(cut.colocationid, cut.minvalue, cut.maxvalue, cut.points);
    perform embedded.move(s.shardid, p.groupid, n.groupid)
       from embedded.pieces(cut) as c
       join pg_dist_shard s on s.logicalrelid = shard.logicalrelid and s.shardminvalue = c.minvalue::text
       join pg_dist_placement p on p.shardid = s.shardid
       join pg_dist_node n on n.nodeid = node_ids[c.piece + 1]
      where n.groupid <> p.groupid;
end
$$;

-- The co-location group of a shard that can be split so.
create function embedded.check_split(shard pg_dist_shard, shard_id bigint, points integer[], node_ids integer[])
returns integer
language plpgsql as $$
declare
    colocation integer := (select colocationid from pg_dist_partition
                            where logicalrelid = shard.logicalrelid and partmethod = 'h');
    unknown    integer := (select n from unnest(node_ids) n where n not in (select nodeid from pg_dist_node) limit 1);
begin
    if shard.shardid is null then
        raise exception 'could not find valid entry for shard %', shard_id using errcode = 'XX000';
    elsif unknown is not null then
        raise exception 'Invalid Node Id ''%''.', unknown using errcode = 'active_sql_transaction';
    elsif colocation is null then
        raise exception 'Cannot split shard as operation is only supported for hash distributed tables.'
            using errcode = 'feature_not_supported';
    elsif cardinality(node_ids) <> cardinality(points) + 1 then
        raise exception 'Number of worker node ids should be one greater split points. NodeId count is ''%'' and SplitPoint '
                        'count is ''%''.', cardinality(node_ids), cardinality(points) using errcode = 'syntax_error';
    elsif shard.shardminvalue = shard.shardmaxvalue then
        raise exception 'Cannot split shard id "%" as min/max range are equal: (''%'', ''%'').', shard_id,
            shard.shardminvalue, shard.shardmaxvalue using errcode = 'syntax_error';
    end if;
    perform embedded.check_split_point(shard, points[i - 1], points[i])
       from generate_subscripts(points, 1) i order by i;
    return colocation;
end
$$;

create function embedded.check_split_point(shard pg_dist_shard, before integer, point integer) returns void
language plpgsql as $$
begin
    if point not between shard.shardminvalue::int and shard.shardmaxvalue::int then
        raise exception 'Split point % is outside the min/max range(%, %) for shard id %.', point, shard.shardminvalue,
            shard.shardmaxvalue, shard.shardid using errcode = 'syntax_error';
    elsif point = shard.shardmaxvalue::int then
        raise exception 'Invalid split point %, as split points should be inclusive. Please use % instead.', point, point - 1
            using errcode = 'syntax_error';
    elsif point <= before then
        raise exception 'Invalid Split Points ''%'' followed by ''%''. All split points should be strictly increasing.',
            before, point using errcode = 'syntax_error';
    end if;
end
$$;

reset check_function_bodies;
