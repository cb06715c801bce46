-- 11. create_reference_table: the same rows on every node.
--
-- A reference table stays an ordinary table on the coordinator, and each worker gets a copy: one shard, product_102008,
-- placed everywhere. Triggers carry every write on to the copies, in the same transaction (see 27_copies.sql). Foreign keys
-- of shards point to the copy beside them. A join of a distributed with a reference table runs on the coordinator, since
-- postgres_fdw pushes down only joins of foreign tables on the same server.
--
-- What Citus does instead: it runs the statement itself on every node, and joins on the workers.

create function pg_catalog.create_reference_table(table_name regclass) returns void
language plpgsql as $$
declare
    colocation integer;
    filled     boolean;
begin
    perform embedded.check_settings();
    perform embedded.hold_placements();
    perform embedded.check_table(table_name);
    perform embedded.check_reference_keys(table_name);
    perform set_config('embedded.converting', 'on', true);
    perform embedded.hold(table_name, 'share row exclusive');
    filled := embedded.has_rows(table_name);
    select colocationid into colocation from pg_dist_colocation where replicationfactor = -1;
    if colocation is null then
        colocation := nextval('pg_dist_colocationid_seq');
        insert into pg_dist_colocation values (colocation, 1, -1, 0, 0);
    end if;
    insert into pg_dist_partition values (table_name, 'n', null, colocation, 't');
    insert into pg_dist_shard values (table_name, nextval('pg_dist_shardid_seq'), 't', null, null);
    insert into pg_dist_placement (shardid, shardstate, shardlength, groupid)
    select currval('pg_dist_shardid_seq'), 1, 0, groupid from pg_dist_node where isactive order by nodeid;
    perform embedded.create_shards(table_name);
    perform embedded.create_copies(table_name, groupid) from pg_dist_node where groupid > 0 and isactive order by nodeid;
    if filled then
        raise notice 'Copying data from local table...';
        perform embedded.fill_copies(table_name);
        raise notice 'copying the data has completed';
    end if;
    perform embedded.create_shard_objects(table_name);
    perform embedded.set_properties(table_name);
    perform embedded.create_copy_triggers(table_name);
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.check_reference_keys(relation regclass) returns void
language plpgsql as $$
declare
    target record;
begin
    for target in select c.confrelid, p.partmethod from pg_constraint c
                    left join pg_dist_partition p on p.logicalrelid = c.confrelid
                   where c.conrelid = relation and c.contype = 'f' and c.confrelid <> relation loop
        if target.partmethod = 'h' then
            raise exception 'cannot create foreign key constraint since foreign keys from reference tables and local '
                'tables to distributed tables are not supported' using errcode = 'feature_not_supported';
        elsif target.partmethod is null then
            raise exception 'referenced table "%" must be a distributed table or a reference table',
                embedded.plain_name(target.confrelid)
                using errcode = 'invalid_table_definition',
                      detail = 'To enforce foreign keys, the referencing and referenced rows need to be stored on the '
                               'same node.',
                      hint = format('You could use SELECT create_reference_table(''%s'') to replicate the referenced '
                                    'table to all nodes or consider dropping the foreign key',
                                    embedded.plain_name(target.confrelid));
        end if;
    end loop;
end
$$;

-- The foreign table for the copy on one worker: embedded_shards.product_102008_1.
create function embedded.copy_name(relation regclass, groupid integer) returns text
language sql stable
return (select format('embedded_shards.%I', s.shardid || '_' || groupid)
          from pg_dist_shard s where s.logicalrelid = relation and s.shardminvalue is null);

create function embedded.create_copies(relation regclass, groupid integer) returns void
language plpgsql as $$
declare
    shard bigint := (select shardid from pg_dist_shard where logicalrelid = relation);
begin
    execute format('create foreign table %s (like %s including generated) server %I options (schema_name %L, table_name %L)',
                   embedded.copy_name(relation, groupid), embedded.qualified_name(relation),
                   embedded.server_name(groupid, 0),
                   (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = relation),
                   embedded.with_shard_id(embedded.plain_name(relation), shard));
end
$$;

create function embedded.copies_of(relation regclass) returns setof text
language sql stable as $$
    select embedded.copy_name(relation, p.groupid)
      from pg_dist_shard s join pg_dist_placement p using (shardid)
     where s.logicalrelid = relation and s.shardminvalue is null and p.groupid > 0
     order by p.groupid;
$$;

create function embedded.fill_copies(relation regclass) returns void
language plpgsql as $$
declare
    copy text;
begin
    for copy in select * from embedded.copies_of(relation) loop
        perform embedded.copy_rows(relation, copy::regclass);
    end loop;
end
$$;

-- A worker that joins gets a copy of every reference table, targets of foreign keys first.
create function embedded.add_reference_placements(groupid integer) returns void
language plpgsql as $$
declare
    shard record;
begin
    for shard in select s.* from pg_dist_shard s join pg_dist_partition p using (logicalrelid)
                  where p.partmethod = 'n' order by s.shardid loop
        perform embedded.hold(shard.logicalrelid, 'share row exclusive');
        insert into pg_dist_placement (shardid, shardstate, shardlength, groupid) values (shard.shardid, 1, 0, groupid);
        perform embedded.run(groupid, 0, format('select embedded.ensure_type(%L, %L)', name, embedded.type_definition(type)))
           from embedded.user_types_of(shard.logicalrelid);
        perform embedded.run(groupid, 0, concat_ws(' ', embedded.table_beginning(shard.logicalrelid),
            shard_name(shard.logicalrelid, shard.shardid, false), embedded.table_end(shard.logicalrelid)));
        perform embedded.create_copies(shard.logicalrelid, groupid);
        perform embedded.copy_rows(shard.logicalrelid, embedded.copy_name(shard.logicalrelid, groupid)::regclass);
        perform embedded.run(groupid, 0, embedded.create_statement(o, shard.shardid)) from embedded.shard_object o
          where o.relation = shard.logicalrelid::oid order by o.kind = 'index', o.target <> 0, o.name;
        perform embedded.run(groupid, 0, embedded.property_statement(p, p.statement, shard.shardid))
           from embedded.shard_property p
          where p.relation = shard.logicalrelid::oid and not p.is_default order by p.name;
    end loop;
end
$$;
