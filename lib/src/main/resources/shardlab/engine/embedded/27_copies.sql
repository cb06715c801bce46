-- 27. Copies: a change of rows reaches every copy of a reference table.
--
-- The coordinator runs the statement. Triggers see which rows it inserted, changed and deleted, and carry exactly those
-- on to each worker: new rows through a foreign table, changed and deleted ones as pairs of images, the row before and
-- the row after, in the order in which they were changed. The worker finds each row in its copy, by a key or by its whole
-- image, and changes all of them in one statement. So foreign keys of shards meet one UPDATE or DELETE, as they would in
-- Citus, and what is unique stays unique on the way.
--
-- A row's image is the text of its columns; generated columns are left empty. Both sides write it in the same format.
--
-- A worker that does not find every row gives an error and changes nothing: another transaction changed the row since
-- this one began.
--
-- What Citus does instead: it runs the statement itself on every node.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- Triggers that fire even while session_replication_role is 'replica'.
create function embedded.create_copy_triggers(relation regclass) returns void
language plpgsql as $$
declare
    event record;
begin
    perform embedded.guard_writes(relation);
    for event in values ('insert', 'referencing new table as new_rows', 'insert_into_copies'),
                        ('update', 'referencing old table as old_rows new table as new_rows', 'update_copies'),
                        ('delete', 'referencing old table as old_rows', 'delete_from_copies'),
                        ('truncate', '', 'truncate_copies') loop
        perform embedded.create_guard(relation, 'copy_' || event.column1,
                                      format('after %s', event.column1), event.column2, event.column3);
    end loop;
end
$$;

-- Only the trigger's own function sees the transition tables old_rows and new_rows.
create function embedded.insert_into_copies() returns trigger
language plpgsql as $$
declare
    has_rows boolean;
    copy     text;
begin
    perform embedded.refuse_old_placements();
    execute 'select exists (select from new_rows)' into has_rows;
    for copy in select * from embedded.copies_of(tg_relid) where has_rows loop
        execute embedded.insert_into_copy(tg_relid, copy);
    end loop;
    return null;
end
$$;

create function embedded.update_copies() returns trigger
language plpgsql
set search_path = pg_catalog set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT'
set extra_float_digits = 3 set bytea_output = 'hex' as $$
declare
    image    text := embedded.row_image(tg_relid, 'r');
    old_rows text[];
    new_rows text[];
begin
    execute format('select array_agg(%s) from old_rows r', image) into old_rows;
    execute format('select array_agg(%s) from new_rows r', image) into new_rows;
    select * into old_rows, new_rows from embedded.follow_rows(old_rows, new_rows);
    perform embedded.change_copies(tg_relid, old_rows, new_rows) where old_rows is not null;
    return null;
end
$$;

create function embedded.delete_from_copies() returns trigger
language plpgsql
set search_path = pg_catalog set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT'
set extra_float_digits = 3 set bytea_output = 'hex' as $$
declare
    old_rows text[];
begin
    execute format('select array_agg(%s) from old_rows r', embedded.row_image(tg_relid, 'r')) into old_rows;
    perform embedded.change_copies(tg_relid, old_rows, null) where old_rows is not null;
    return null;
end
$$;

-- TRUNCATE … CASCADE, or of all tables at once: the coordinator has made sure that no foreign key is in the way.
create function embedded.truncate_copies() returns trigger
language plpgsql as $$
declare
    copy text;
begin
    perform embedded.refuse_old_placements();
    for copy in select * from embedded.copies_of(tg_relid) loop
        execute format('truncate %s cascade', copy);
    end loop;
    return null;
end
$$;

-- The expression for the image of a row `prefix`.
create function embedded.row_image(relation oid, prefix text) returns text
language sql stable set search_path = pg_catalog
return (select format('row(%s)::text', string_agg(case when attgenerated = '' then format('%s.%I', prefix, attname)
                                                       else 'null' end, ', ' order by attnum))
          from pg_attribute where attrelid = relation and attnum > 0 and not attisdropped);

create function embedded.insert_into_copy(relation oid, copy text) returns text
language sql stable set search_path = pg_catalog
return (select format('insert into %s (%s) select %s from new_rows', copy, c.list, c.list)
          from (select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
                 where attrelid = relation and attnum > 0 and not attisdropped and attgenerated = '') c);

-- A row that was changed twice, by the statement and by what a foreign key of the table to itself made of it, is one pair:
-- the first image and the last.
create function embedded.follow_rows(inout old_rows text[], inout new_rows text[]) returns record
language plpgsql as $$
declare
    again   integer[] := (
        select array_agg(o.i order by o.i)
          from unnest(old_rows) with ordinality as o(image, i)
          join (select image, min(i) as i from unnest(new_rows) with ordinality as u(image, i) group by image) n
            on n.image = o.image and n.i < o.i);
    earlier integer;
    i       integer;
begin
    foreach i in array coalesce(again, '{}') loop
        earlier := array_position(new_rows, old_rows[i]);
        if earlier < i then
            new_rows[earlier] := new_rows[i];
            old_rows[i] := null;
            new_rows[i] := null;
        end if;
    end loop;
    old_rows := array_remove(old_rows, null);
    new_rows := array_remove(new_rows, null);
end
$$;

create function embedded.change_copies(relation regclass, old_rows text[], new_rows text[]) returns void
language plpgsql as $$
declare
    place record;
begin
    perform embedded.refuse_old_placements();
    perform embedded.drop_orphans();
    for place in select p.groupid, shard_name(relation, s.shardid, false) as copy
                   from pg_dist_shard s join pg_dist_placement p using (shardid)
                  where s.logicalrelid = relation and p.groupid > 0 order by p.groupid loop
        execute format('insert into embedded.%I values ($1, $2, $3)', 'copy_change_' || place.groupid)
          using place.copy, old_rows, new_rows;
    end loop;
end
$$;

-- On every node: a row that is inserted here changes rows of a copy; without new rows it deletes them.
create view embedded.copy_change as
select null::text as copy, null::text[] as old_rows, null::text[] as new_rows
 where false;

create function embedded.change_copy() returns trigger
language plpgsql
set search_path = pg_catalog set datestyle = 'ISO' set intervalstyle = 'postgres' set timezone = 'GMT'
set extra_float_digits = 3 set bytea_output = 'hex' as $$
declare
    copy   regclass := new.copy;
    places tid[] := embedded.places_of(copy, new.old_rows);
begin
    if cardinality(places) is distinct from cardinality(new.old_rows) then
        raise exception 'could not serialize access due to concurrent update'
            using errcode = 'serialization_failure',
                  detail = format('%s lacks a row that a statement on the coordinator changed: another transaction wrote '
                                  'it after this one began.', copy),
                  hint = 'Run the transaction again.';
    elsif new.new_rows is null then
        perform embedded.delete_places(copy, places);
    else
        perform embedded.update_places(copy, places, new.new_rows);
    end if;
    return new;
end
$$;

create trigger change_copy instead of insert on embedded.copy_change
    for each row execute function embedded.change_copy();

-- Where the rows with these images lie in a copy, in the order of the images.
create function embedded.places_of(copy regclass, images text[]) returns tid[]
language plpgsql as $$
declare
    key    text := embedded.key_condition(copy);
    places tid[];
begin
    if key is not null then
        execute format('select array_agg(c.ctid order by i.n) '
                       'from unnest($1) with ordinality as u(image, n), '
                       'lateral (select u.n, u.image::%s as r offset 0) i join %s c on %s', copy, copy, key)
           into places using images;
    else
        execute format($sql$
            select array_agg(c.place order by i.n)
              from (select n, image, row_number() over (partition by image order by n) as turn
                      from (select n, %1$s as image from unnest($1) with ordinality as u(text, n),
                                   lateral (select u.text::%3$s as r offset 0) t) r) i
              join (select ctid as place, %2$s as image, row_number() over (partition by %2$s order by ctid) as turn
                      from %3$s c) c on (c.image, c.turn) = (i.image, i.turn)
            $sql$, embedded.row_image(copy, '(t.r)'), embedded.row_image(copy, 'c'), copy) into places using images;
    end if;
    return places;
end
$$;

-- How a row r is found in a copy c: by the primary key, else by a unique key without NULLs that is checked at once; null
-- if there is none, and then the whole row is compared.
create function embedded.key_condition(copy regclass) returns text
language sql stable set search_path = pg_catalog
return (select string_agg(format('c.%1$I operator(%2$I.%3$s) (i.r).%1$I', a.attname, n.nspname, o.oprname), ' and ')
          from (select indexrelid, indkey, indclass from pg_index
                 where indrelid = copy and indisunique and indimmediate and indisvalid and indpred is null
                   and indexprs is null
                   and not exists (select from pg_attribute n where n.attrelid = copy
                                      and n.attnum = any (indkey::smallint[]) and not n.attnotnull)
                 order by indisprimary desc, indexrelid limit 1) k
         cross join lateral unnest(k.indkey::smallint[], k.indclass::oid[]) as u(attnum, class)
          join pg_attribute a on a.attrelid = copy and a.attnum = u.attnum
          join pg_opclass c on c.oid = u.class
          join pg_amop m on m.amopfamily = c.opcfamily and m.amopstrategy = 3
                        and m.amoplefttype = c.opcintype and m.amoprighttype = c.opcintype
          join pg_operator o on o.oid = m.amopopr join pg_namespace n on n.oid = o.oprnamespace);

create function embedded.delete_places(copy regclass, places tid[]) returns void
language plpgsql as $$
begin
    execute format('delete from %s c using unnest($1) as u(place) where c.ctid = u.place', copy) using places;
end
$$;

-- Row by row in the given order, so that a unique key meets what it met on the coordinator: a nested loop keeps it.
create function embedded.update_places(copy regclass, places tid[], images text[]) returns void
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
    changes text := (select string_agg(format('%1$I = (i.r).%1$I', attname), ', ' order by attnum) from pg_attribute
                      where attrelid = copy and attnum > 0 and not attisdropped and attgenerated = '');
begin
    execute format('update %s c set %s from (select u.place, u.image::%s as r '
                   'from unnest($1, $2) as u(place, image) offset 0) i where c.ctid = i.place', copy, changes, copy)
      using places, images;
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
