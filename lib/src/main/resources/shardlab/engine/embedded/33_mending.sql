-- 33. Mending: copies of reference tables are alike again after a crash.
--
-- postgres_fdw commits one worker after the other, and the coordinator commits last. A server that is killed in between
-- leaves a change in some copies that the coordinator does not have: the next INSERT of that key is refused by a worker,
-- the next UPDATE of that row does not find it. What was acknowledged is on the coordinator, so its rows count, and every
-- copy that differs is made like it.
--
-- The lab asks for it whenever it opens the cluster. A server's checkpointer ends with every crash and every stop: only
-- if one began since the last time are the copies compared.
--
-- What Citus does instead: recover_prepared_transactions(), since two-phase commit leaves open what is undecided.

set check_function_bodies = off;

create table embedded.server_start (
    groupid integer primary key,
    started text not null
);

-- On every node: when this server began, or began again after a crash.
create function embedded.started() returns text
language sql
return (select extract(epoch from backend_start)::text from pg_stat_activity where backend_type = 'checkpointer');

-- On every node: a text that is the same for the same rows, in whatever order.
create function embedded.fingerprint(relation regclass) returns text
language plpgsql stable
set search_path = pg_catalog set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT'
set extra_float_digits = 3 set bytea_output = 'hex' set lock_timeout = '5s' as $$
declare
    print text;
begin
    execute format('select concat(count(*), '' '', sum(hashtextextended(%s, 0)::numeric)) from %s r',
                   embedded.row_image(relation, 'r'), relation) into print;
    return print;
end
$$;

create procedure embedded.settle()
language plpgsql as $$
declare
    asked record;
begin
    select bool_and(r.success) as all_answer, array_agg(row(n.groupid, r.result)::embedded.server_start) as starts
      into asked
      from run_command_on_all_nodes('select embedded.started()') r join pg_dist_node n using (nodeid);
    if asked.all_answer and exists (select * from unnest(asked.starts)
                                  except select * from embedded.server_start) and embedded.mend_copies() then
        delete from embedded.server_start;
        insert into embedded.server_start select * from unnest(asked.starts);
    end if;
end
$$;

create type embedded.reference_copy as (relation regclass, groupid integer, copy text, print text);

-- The fingerprint of every copy, null of one that could not be read: its node is down, or a transaction has it locked.
create function embedded.copy_prints() returns setof embedded.reference_copy
language sql as $$
    select t.logicalrelid, n.groupid, shard_name(t.logicalrelid, r.shardid, false), case when r.success then r.result end
      from pg_dist_partition t
     cross join lateral run_command_on_placements(t.logicalrelid, 'select embedded.fingerprint(%L)') r
      join pg_dist_node n using (nodename, nodeport)
     where t.partmethod = 'n';
$$;

-- False if a copy could not be read, and is left for the next time. All are read before anything is dropped or changed:
-- they are read in sessions of their own, which would wait for this one.
create function embedded.mend_copies() returns boolean
language plpgsql
set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT' set extra_float_digits = 3
set bytea_output = 'hex' as $$
declare
    prints    embedded.reference_copy[] := array(select p from embedded.copy_prints() p);
    differing embedded.reference_copy[] := array(select p from unnest(prints) p join unnest(prints) own using (relation)
                                                  where own.groupid = 0 and own.print <> p.print order by p.groupid);
    differs   regclass;
    images    text[];
begin
    for differs in select distinct relation from unnest(differing) loop
        perform embedded.drop_orphans();
        execute format('lock table %s in share row exclusive mode', embedded.qualified_name(differs));
        execute format('select array_agg(%s) from %s r', embedded.row_image(differs, 'r'),
                       embedded.qualified_name(differs)) into images;
        perform embedded.run(d.groupid, 0, format('select embedded.mend_copy(%L, %L)', d.copy, coalesce(images, '{}')))
           from unnest(differing) d where d.relation = differs;
        raise log 'copies of the reference table % differed from it and were mended', differs;
    end loop;
    return not exists (select from unnest(prints) p where p.print is null);
end
$$;

-- On a worker: makes a copy hold the rows with these images. A row whose key is there stays, with other values, since rows
-- of shards may refer to it.
create function embedded.mend_copy(copy regclass, images text[]) returns void
language plpgsql
set search_path = pg_catalog set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT'
set extra_float_digits = 3 set bytea_output = 'hex' as $$
declare
    key     text := embedded.key_condition(copy);
    extra   tid[];
    missing text[];
    places  tid[]  := '{}';
    changed text[] := '{}';
begin
    select * into extra, missing from embedded.difference(copy, images);
    if key is not null then
        execute format('select coalesce(array_agg(c.ctid), ''{}''), coalesce(array_agg(i.image), ''{}'') '
                       'from unnest($2) as u(image), lateral (select u.image, u.image::%1$s as r offset 0) i '
                       'join %1$s c on %2$s where c.ctid = any ($1)', copy, key) into places, changed using extra, missing;
    end if;
    perform embedded.delete_places(copy, array(select e from unnest(extra) e where e <> all (places)));
    perform embedded.update_places(copy, places, changed);
    perform embedded.insert_images(copy, array(select m from unnest(missing) m where m <> all (changed)));
end
$$;

-- The rows that a copy has and the images lack, and the images of rows that it lacks; equal rows count one by one.
create function embedded.difference(copy regclass, images text[], out extra tid[], out missing text[])
language plpgsql as $$
begin
    execute format($sql$
        with here as (select ctid as place, %1$s as image, row_number() over (partition by %1$s) as turn from %2$s c),
             due  as (select image, row_number() over (partition by image) as turn from unnest($1) as u(image))
        select array(select place from here left join due using (image, turn) where due.image is null),
               array(select due.image from due left join here using (image, turn) where place is null)
        $sql$, embedded.row_image(copy, 'c'), copy) into extra, missing using images;
end
$$;

create function embedded.insert_images(copy regclass, images text[]) returns void
language plpgsql as $$
begin
    execute (select format('insert into %s (%s) select %s from unnest($1) as u(image), '
                           'lateral (select u.image::%s as r offset 0) i', copy,
                           string_agg(quote_ident(attname), ', ' order by attnum),
                           string_agg(format('(i.r).%I', attname), ', ' order by attnum), copy)
               from pg_attribute where attrelid = copy and attnum > 0 and not attisdropped and attgenerated = '')
      using images;
end
$$;

reset check_function_bodies;
