-- 5. The hash: which shard a value belongs to.
--
-- Citus hashes the distribution column with the default hash function of its type, gets a 32-bit number, and cuts the
-- range of those numbers into equal pieces, one for each shard. PostgreSQL's own hash partitioning uses another function
-- (the 64-bit one, with a seed) and takes it modulo the number of partitions. To make both agree, the tables here are
-- partitioned by hash with an operator class of our own, whose "extended hash function" computes Citus's shard index and
-- takes back what PostgreSQL will add to it: for one column PostgreSQL computes
--
--     (hash + 0x49a0f4dd15e5a8e3) mod partitions          and 0x49a0f4dd15e5a8e3 is 5305509591434766563.
--
-- The class uses the type's ordinary "=", so that pruning, partition-wise joins and push-down all work. There is one
-- class for each type and shard count, made when it is first needed.

create function embedded.shard_index(hash integer, shard_count integer) returns integer
language sql immutable strict parallel safe
return least((hash::bigint + 2147483648) / (4294967296 / shard_count), shard_count - 1)::integer;

-- A domain is hashed as the type under it.
create function embedded.base_type(type oid) returns oid
language sql stable as $$
    with recursive down as (
        select oid, typbasetype, typtype from pg_type where oid = type
        union all
        select t.oid, t.typbasetype, t.typtype from down d join pg_type t on t.oid = d.typbasetype
         where d.typtype = 'd')
    select oid from down where typtype <> 'd';
$$;

-- The default hash operator class of a type: its own, else that of a type it can stand for (text for varchar), else that
-- of all enums, arrays, ranges or rows. Null for a type that cannot be hashed.
create function embedded.default_hash_class(type oid) returns pg_opclass
language sql stable as $$
    select c
      from pg_type t
      cross join pg_opclass c
      join pg_type k on k.oid = c.opcintype
     where t.oid = embedded.base_type(type)
       and c.opcdefault
       and c.opcmethod = (select oid from pg_am where amname = 'hash')
       and (c.opcintype = t.oid
            or c.opcintype = case when t.typtype = 'e' then 'anyenum'::regtype
                                  when t.typtype = 'r' then 'anyrange'::regtype
                                  when t.typtype = 'm' then 'anymultirange'::regtype
                                  when t.typtype = 'c' then 'record'::regtype
                                  when t.typsubscript = 'array_subscript_handler'::regproc then 'anyarray'::regtype end
            or exists (select from pg_cast b where b.castsource = t.oid and b.casttarget = c.opcintype
                                               and b.castmethod = 'b' and b.castcontext = 'i'))
     order by c.opcintype = t.oid desc, k.typispreferred desc
     limit 1;
$$;

-- The name of the 32-bit hash function, such as hashtext.
create function embedded.hash_function(type oid) returns text
language sql stable as $$
    select p.amproc::regproc::text
      from embedded.default_hash_class(type) c
      join pg_amproc p on p.amprocfamily = c.opcfamily and p.amprocnum = 1
                      and p.amproclefttype = c.opcintype and p.amprocrighttype = c.opcintype;
$$;

-- The type that an operator class for this type is made for: text for varchar, the type itself for an enum.
create function embedded.hashed_type(type oid) returns regtype
language sql stable as $$
    select case when k.typtype = 'p' then embedded.base_type(type) else k.oid end::regtype
      from embedded.default_hash_class(type) c join pg_type k on k.oid = c.opcintype;
$$;

-- The operator class that sends a value of this type to the shard of Citus's choice.
create function embedded.shard_class(type oid, shard_count integer) returns text
language sql as $$
    select embedded.hash_class(embedded.hashed_type(type), shard_count || '_shards',
                               format('least((%%s(value)::bigint + 2147483648) / %s, %s)',
                                      4294967296 / shard_count, shard_count - 1));
$$;

-- An operator class, made when it is first needed. `remainder` is an expression over the value, with %s for the hash
-- function's name; `suffix` stands for it in the names of the class and of its family.
create function embedded.hash_class(hashed regtype, suffix text, remainder text) returns text
language plpgsql set search_path = pg_catalog as $$
declare
    integers regtype[] := '{smallint,integer,bigint}';
    kin     regtype[] := case when hashed = any (integers) then integers else array[hashed] end;
    family  text := case when hashed = any (integers) then format('embedded.%I', 'integer_' || suffix)
                         else embedded.class_name(hashed, suffix) end;
    member  regtype;
begin
    perform pg_advisory_xact_lock(hashtext('embedded.shard_class'), hashtext(kin[1]::oid::text));
    if not exists (select from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace
                    where n.nspname = 'embedded' and format('embedded.%I', f.opfname) = family) then
        execute format('create operator family %s using hash', family);
        foreach member in array kin loop
            perform embedded.create_hash_class(member, suffix, remainder, family);
        end loop;
        perform embedded.relate_integers(family, kin);
    end if;
    return embedded.class_name(hashed, suffix);
end
$$;

create function embedded.class_name(hashed regtype, suffix text) returns text
language sql stable
return (select format('embedded.%I', embedded.clip(typname, 20) || '_' || suffix
                      || case when hashed::oid < 16384 then '' else '_' || hashed::oid end)
          from pg_type where oid = hashed);

create function embedded.create_hash_class(hashed regtype, suffix text, remainder text, family text) returns void
language plpgsql set search_path = pg_catalog as $$
declare
    class     text := embedded.class_name(hashed, suffix);
    equal     regoperator;
    operand   regtype;
begin
    select o.amopopr, c.opcintype into equal, operand
      from embedded.default_hash_class(hashed) c
      join pg_amop o on o.amopfamily = c.opcfamily
                    and o.amoplefttype = c.opcintype and o.amoprighttype = c.opcintype;
    execute format($sql$
        create function %1$s(value %2$s, seed bigint) returns bigint
        language sql immutable strict parallel safe
        return %3$s - 5305509591434766563
        $sql$, class, hashed, replace(remainder, '%s', embedded.hash_function(hashed)));
    execute format($sql$
        create operator class %1$s for type %2$s using hash family %3$s as
            operator 1 %4$s, function 2 (%5$s, %5$s) %1$s(%2$s, bigint)
        $sql$, class, hashed, family, equal, operand);
    if operand <> hashed then
        execute format('alter operator family %3$s using hash add function 2 (%2$s, %2$s) %1$s(%2$s, bigint)',
                       class, hashed, family);
    end if;
end
$$;

-- A type of one's own can be dropped once no table is distributed by it: the classes made for it must be gone by then. They
-- stay while another session, which has not committed, distributes a table by it.
create function embedded.drop_unused_classes() returns void
language plpgsql set search_path = pg_catalog as $$
declare
    class record;
begin
    for class in select c.oid, c.opcname, f.opfname, c.opcintype::regtype as type
                   from pg_opclass c join pg_opfamily f on f.oid = c.opcfamily
                  where c.opcnamespace = 'embedded'::regnamespace and c.opcintype >= 16384
                    and not exists (select from pg_partitioned_table where partclass[0] = c.oid) loop
        if pg_try_advisory_xact_lock(hashtext('embedded.shard_class'), hashtext(class.type::oid::text))
                and not exists (select from pg_partitioned_table where partclass[0] = class.oid) then
            execute format('drop operator class embedded.%I using hash', class.opcname);
            execute format('drop operator family embedded.%I using hash', class.opfname);
            execute format('drop function embedded.%I(%s, bigint)', class.opcname, class.type);
        end if;
    end loop;
end
$$;

-- smallint, integer and bigint hash alike, so `id = 5` can prune whatever the widths on both sides are.
create function embedded.relate_integers(family text, kin regtype[]) returns void
language plpgsql set search_path = pg_catalog as $$
declare
    pair record;
begin
    for pair in select l, r from unnest(kin) l cross join unnest(kin) r where l <> r loop
        execute format('alter operator family %s using hash add operator 1 = (%s, %s)', family, pair.l, pair.r);
    end loop;
end
$$;

-- The hash itself. Citus declares one function of "any"; SQL has no such parameter, so there are two: bare literals
-- arrive as text, everything else with its own type.
create function embedded.hash(value text, type oid) returns integer
language plpgsql stable strict as $$
declare
    hash integer;
begin
    execute format('select %s($1::%s)', embedded.hash_function(type), format_type(embedded.base_type(type), -1))
       into hash using value;
    return hash;
end
$$;

create function pg_catalog.worker_hash(value anyelement) returns integer
language sql stable strict as $$
    select embedded.hash(value::text, pg_typeof(value));
$$;

create function pg_catalog.worker_hash(value text) returns integer
language sql stable strict
return hashtext(value);
