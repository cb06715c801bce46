-- 8. create_distributed_table: from one local table to many shards.
--
-- PostgreSQL cannot turn a table into a partitioned one, so a partitioned table takes its place: same name, columns,
-- constraints, indexes, sequences, views and rights. All of it, on the coordinator and on the workers, is one
-- transaction; if anything fails, everything is as before.
--
-- What Citus does instead: the table stays the same one, so its oid does not change, and rows that it had are copied to
-- the shards by COPY while the old ones stay, invisible, until truncate_local_data_after_distributing_table.

create function pg_catalog.create_distributed_table(
    table_name regclass, distribution_column text, distribution_type citus.distribution_type default 'hash',
    colocate_with text default 'default', shard_count integer default null) returns void
language plpgsql as $$
declare
    beside    regclass;
    attribute pg_attribute;
    shards    integer;
    colocation integer;
begin
    if table_name is null or distribution_type is null or colocate_with is null then
        raise exception 'relation and distribution type and colocate_with cannot be null' using errcode = 'XX000';
    end if;
    perform embedded.check_settings();
    perform embedded.hold_placements();
    perform embedded.check_shard_count(shard_count, colocate_with);
    perform embedded.check_table(table_name);
    if colocate_with not in ('default', 'none') then
        beside := colocate_with::regclass;
    end if;
    perform embedded.check_replication_factor(colocate_with);
    shards := coalesce(shard_count, embedded.setting('shard_count')::integer);
    attribute := embedded.check_distribution_column(table_name, distribution_column, distribution_type);
    colocation := embedded.colocation_group(table_name, attribute, colocate_with, beside, shards);
    perform embedded.check_constraints(table_name, attribute, colocation);
    perform embedded.distribute(table_name, attribute, colocation);
end
$$;

create function embedded.check_shard_count(shard_count integer, colocate_with text) returns void
language plpgsql as $$
begin
    if shard_count is not null and colocate_with not in ('default', 'none') then
        raise exception 'Cannot use colocate_with with a table and shard_count at the same time' using errcode = 'XX000';
    elsif shard_count not between 1 and 64000 then
        raise exception '% is outside the valid range for parameter "shard_count" (1 .. 64000)', shard_count
            using errcode = 'XX000';
    end if;
end
$$;

-- What can be distributed at all, or be a reference table.
create function embedded.check_table(relation regclass) returns void
language plpgsql as $$
declare
    class pg_class := (select c from pg_class c where oid = relation);
begin
    if exists (select from pg_dist_partition where logicalrelid = relation) then
        raise exception 'table "%" is already distributed', class.relname using errcode = 'invalid_table_definition';
    elsif class.relpersistence = 't' then
        raise exception 'cannot distribute a temporary table' using errcode = 'feature_not_supported';
    elsif class.relkind not in ('r', 'f', 'p') or class.relkind = 'r' and exists (
            select from pg_inherits where relation in (inhrelid, inhparent)) then
        raise exception '% is not a regular, foreign or partitioned table', class.relname
            using errcode = 'wrong_object_type';
    elsif class.relkind <> 'r' then
        raise exception 'the embedded engine distributes ordinary tables only, and % is foreign or partitioned',
            class.relname using errcode = 'feature_not_supported';
    elsif exists (select from pg_trigger where tgrelid = relation and not tgisinternal) then
        raise exception 'cannot distribute relation "%" because it has triggers', class.relname
            using errcode = 'XX000', hint = format('Consider dropping all the triggers on "%s" and retry.', class.relname);
    elsif exists (select from pg_class where oid = class.reltoastrelid and reloptions is not null) then
        raise exception 'the embedded engine does not carry storage parameters of a TOAST table to shards'
            using errcode = 'feature_not_supported',
                  hint = format('Reset them: alter table %s reset (toast.…)', class.relname);
    end if;
end
$$;

create function embedded.check_distribution_column(
    relation regclass, column_name text, distribution_type citus.distribution_type) returns pg_attribute
language plpgsql as $$
declare
    attribute pg_attribute := (select a from pg_attribute a
                                where attrelid = relation and attname = column_name and attnum > 0 and not attisdropped);
begin
    if distribution_type <> 'hash' or column_name is null then
        raise exception 'the embedded engine distributes by hash, on one column, only'
            using errcode = 'feature_not_supported';
    elsif attribute.attnum is null then
        raise exception 'column "%" of relation "%" does not exist', column_name, embedded.plain_name(relation)
            using errcode = 'undefined_column';
    elsif attribute.attgenerated <> '' then
        raise exception 'cannot distribute relation: %', embedded.plain_name(relation)
            using errcode = 'feature_not_supported',
                  detail = 'Distribution column must not use GENERATED ALWAYS AS (...) STORED.';
    elsif exists (select from pg_collation where oid = attribute.attcollation and not collisdeterministic) then
        raise exception 'Hash distributed partition columns may not use a non deterministic collation'
            using errcode = 'feature_not_supported';
    elsif embedded.hash_function(attribute.atttypid) is null then
        raise exception 'data type % has no default operator class for specified partition method',
            format_type(attribute.atttypid, null)
            using errcode = 'undefined_object',
                  detail = 'Partition column types must have a default operator class defined.';
    end if;
    return attribute;
end
$$;

-- Finds or makes the co-location group: that of the named table, or the oldest with the same type, collation and count.
create function embedded.colocation_group(
    relation regclass, attribute pg_attribute, colocate_with text, beside regclass, shards integer) returns integer
language plpgsql as $$
declare
    found_id integer;
    partner  pg_dist_partition;
begin
    partner := (select p from pg_dist_partition p where logicalrelid = beside);
    if beside is not null and partner.logicalrelid is null then
        raise exception 'relation % is not distributed', embedded.plain_name(beside) using errcode = 'XX000';
    elsif beside is not null then
        if not exists (select from pg_dist_colocation where colocationid = partner.colocationid
                          and distributioncolumntype = attribute.atttypid
                          and distributioncolumncollation = attribute.attcollation) then
            raise exception 'cannot colocate tables % and %', embedded.plain_name(beside), embedded.plain_name(relation)
                using errcode = 'XX000',
                      detail = format('Distribution column types don''t match for %s and %s.',
                                      embedded.plain_name(beside), embedded.plain_name(relation));
        end if;
        return partner.colocationid;
    elsif colocate_with = 'default' then
        select min(colocationid) into found_id from pg_dist_colocation
         where (shardcount, replicationfactor) = (shards, 1) and distributioncolumntype = attribute.atttypid
           and distributioncolumncollation = attribute.attcollation;
    end if;
    if found_id is null then
        insert into pg_dist_colocation values
            (nextval('pg_dist_colocationid_seq'), shards, 1, attribute.atttypid, attribute.attcollation)
        returning colocationid into found_id;
    end if;
    return found_id;
end
$$;

-- A group without tables goes, unless another session is just now giving some table a group, which may be this one: it has
-- the lock until it commits.
create function embedded.forget_colocation(colocation integer) returns void
language plpgsql as $$
begin
    if exists (select from pg_dist_partition where colocationid = colocation)
            or not embedded.try_to_hold_placements() then
        return;
    end if;
    delete from pg_dist_colocation c
     where not exists (select from pg_dist_partition p where p.colocationid = c.colocationid);
    delete from embedded.shard_cut where colocationid not in (select colocationid from pg_dist_colocation);
end
$$;
