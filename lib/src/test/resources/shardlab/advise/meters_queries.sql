-- name: a meter's readings
select taken, kwh from reading where meter_id = $1 and taken > now() - interval '1 day';
-- name: a small integer names it
select * from reading where meter_id = 7::smallint;
-- name: a numeric names it
select * from reading where meter_id = 7.0;
-- name: text of a varchar
select * from site where site_code = $1::text;
-- name: range of the key
select * from meter where meter_id between 5 and 9;
-- name: not the key
select count(*) from meter where meter_id <> 5;
-- name: key is null
select count(*) from meter where meter_id is null;
-- name: two conditions of the key
select count(*) from meter where meter_id = 5 and site_code = 'A';
-- name: list or value
select count(*) from meter where meter_id in (1, 2) or meter_id = 3;
-- name: pair in a list
select count(*) from reading where (meter_id, site_code) in ((1, 'A'), (2, 'B'));
-- name: key by a scalar
select * from meter where meter_id = (select max(meter_id) from billing."Bill");
-- name: key by any of a subquery
select * from meter where meter_id = any (select meter_id from billing."Bill" where amount > 100);
-- name: key by some limited
select * from meter where meter_id in (select meter_id from billing."Bill" order by amount desc limit 10);
-- name: sites by region
select r.name, count(*) from site as s join region as r using (region) group by r.name;
-- name: sites naturally
select name, site_code from site natural join region;
-- name: readings with kinds
select k.name, sum(r.kwh) from reading as r join meter as m using (meter_id) join kind as k on k.kind = m.kind group
    by 1;
-- name: readings with kinds of a meter
select k.name, sum(r.kwh * k.price) from reading as r join meter as m using (meter_id) join kind as k on k.kind =
    m.kind where m.meter_id = $1 group by 1;
-- name: meters of sites
select s.site_code, count(*) from site as s join meter as m on m.site_code = s.site_code group by 1;
-- name: right join of meters
select m.serial, s.region from meter as m right join site as s on m.site_code = s.site_code;
-- name: kinds right join
select k.name, m.serial from meter as m right join kind as k on k.kind = m.kind;
-- name: kinds in a chain of outer joins
select k.name, m.serial, r.kwh from kind as k left join meter as m on m.kind = k.kind left join reading as r on
    r.meter_id = m.meter_id;
-- name: meters in a chain of outer joins
select k.name, m.serial, r.kwh from meter as m left join kind as k on m.kind = k.kind left join reading as r on
    r.meter_id = m.meter_id;
-- name: inner after outer
select count(*) from meter as m left join reading as r on r.meter_id = m.meter_id join kind as k on k.kind = m.kind;
-- name: outer with a filter that makes it inner
select count(*) from kind as k left join meter as m on m.kind = k.kind where m.serial = 'x';
-- name: two reference tables
select k.name, r.name from kind as k cross join region as r;
-- name: outer of reference tables
select k.name, r.name from kind as k left join region as r on r.region = k.kind;
-- name: the busiest
select * from busiest order by most desc limit 5;
-- name: the busiest of a meter
select * from busiest where meter_id = $1;
-- name: the busiest joined
select m.serial, b.most from meter as m join busiest as b on b.meter_id = m.meter_id;
-- name: open bills
select b.bill_no, m.serial from billing.open_bill as b join meter as m on m.meter_id = b.meter_id;
-- name: open bills of sites
select s.region, sum(b.amount) from billing.open_bill as b join site as s on s.site_code = b.site_code group by 1;
-- name: deviation
select stddev(amount) from billing."Bill";
-- name: deviation of readings
select stddev_pop(kwh) from reading;
-- name: correlation
select corr(amount, meter_id) from billing."Bill";
-- name: any and every
select bool_and(paid), every(paid), bit_or(meter_id) from billing."Bill";
-- name: average
select avg(amount), sum(amount) filter (where paid) from billing."Bill";
-- name: json
select json_agg(serial), jsonb_object_agg(meter_id, serial) from meter;
-- name: mode
select mode() within group (order by kind) from meter;
-- name: distinct in a group
select kind, count(distinct site_code), count(distinct serial) from meter group by kind;
-- name: distinct with the key
select distinct meter_id, kind from meter;
-- name: distinct of an expression
select distinct date_trunc('day', taken) from reading;
-- name: group by an expression
select date_trunc('day', taken), sum(kwh) from reading group by 1 order by 1;
-- name: group by the key and more
select meter_id, site_code, sum(kwh) from reading group by 1, 2;
-- name: cube of a key
select meter_id, site_code, sum(kwh) from reading where meter_id = $1 and site_code = $2 group by cube (meter_id,
    site_code);
-- name: window and group
select meter_id, site_code, sum(sum(kwh)) over (partition by meter_id, site_code) from reading group by meter_id,
    site_code;
-- name: named window
select meter_id, lag(kwh) over w, lead(kwh) over w from reading window w as (partition by meter_id, site_code order by
    taken);
-- name: two windows
select meter_id, row_number() over (partition by meter_id, site_code order by taken), rank() over (partition by
    meter_id, site_code order by kwh) from reading;
-- name: two windows of which one is wide
select meter_id, row_number() over (partition by meter_id, site_code order by taken), rank() over (order by kwh) from
    reading;
-- name: window over a join
select m.serial, row_number() over (partition by m.meter_id, m.site_code order by b.amount) from meter as m join
    billing."Bill" as b on b.meter_id = m.meter_id and b.site_code = m.site_code;
-- name: newest of each by window
select * from (select r.*, row_number() over (partition by meter_id, site_code order by taken desc) as n from reading
    as r) as t where n = 1;
-- name: newest of each by distinct
select t.meter_id, t.kwh, m.serial from (select distinct on (meter_id, site_code) meter_id, site_code, kwh from
    reading order by meter_id, site_code, taken desc) as t join meter as m on m.meter_id = t.meter_id and m.site_code
    = t.site_code;
-- name: three levels
select avg(day) from (select site_code, sum(one) as day from (select meter_id, site_code, max(kwh) as one from reading
    group by meter_id, site_code) as a group by site_code) as b;
-- name: subqueries of both
select a.n, b.n from (select meter_id, site_code, count(*) as n from reading group by 1, 2) as a join (select
    meter_id, site_code, count(*) as n from billing."Bill" group by 1, 2) as b on a.meter_id = b.meter_id and
    a.site_code = b.site_code;
-- name: subqueries of other columns
select a.n, b.n from (select site_code, count(*) as n from reading group by 1) as a join (select site_code, count(*)
    as n from billing."Bill" group by 1) as b on a.site_code = b.site_code;
-- name: subqueries crossed
select a.n, b.n from (select count(*) as n from reading) as a cross join (select count(*) as n from billing."Bill") as
    b;
-- name: subquery of a reference table
select m.serial from meter as m join (select kind from kind order by price limit 1) as k on k.kind = m.kind;
-- name: with two that follow
with a as (select meter_id, site_code, sum(kwh) as kwh from reading group by 1, 2), b as (select site_code, sum(kwh)
    as kwh from a group by 1) select count(*) from b where kwh > 10;
-- name: with one for two
with a as (select meter_id, site_code, sum(kwh) as kwh from reading group by 1, 2) select count(*) from a as x join a
    as y on x.meter_id = y.meter_id and x.site_code = y.site_code;
-- name: with of a reference table
with k as materialized (select * from kind where price > 1) select count(*) from meter as m join k on k.kind = m.kind;
-- name: with and update
with late as (select meter_id, site_code from billing."Bill" where not paid) update meter as m set serial = 'late'
    from late as l where l.meter_id = m.meter_id and l.site_code = m.site_code;
-- name: with and delete
with old as materialized (select meter_id from meter where kind = 3) delete from reading where meter_id in (select
    meter_id from old);
-- name: with and insert
with sums as (select meter_id, site_code, sum(kwh) as kwh from reading group by 1, 2) insert into billing."Bill"
    (bill_no, site_code, meter_id, amount) select 1, site_code, meter_id, kwh from sums;
-- name: exists in a choice
select count(*) from meter as m where m.kind = 1 or exists (select from billing."Bill" as b where b.meter_id =
    m.meter_id and b.site_code = m.site_code);
-- name: exists at all
select exists (select from reading where kwh > 1000000);
-- name: not exists beside
select count(*) from meter as m where not exists (select from billing."Bill" as b where b.meter_id = m.meter_id and
    b.site_code = m.site_code);
-- name: kinds with meters
select k.name from kind as k where exists (select from meter as m where m.kind = k.kind);
-- name: meters of dear kinds
select count(*) from meter as m where exists (select from kind as k where k.kind = m.kind and k.price > 5);
-- name: number of kinds beside
select m.serial, (select k.name from kind as k where k.kind = m.kind) from meter as m;
-- name: number of meters beside kinds
select k.name, (select count(*) from meter as m where m.kind = k.kind) from kind as k;
-- name: number of meters beside all kinds
select k.name, (select count(*) from meter as m) from kind as k;
-- name: correlated newest
select * from reading as r where r.taken = (select max(n.taken) from reading as n where n.meter_id = r.meter_id and
    n.site_code = r.site_code);
-- name: two sublinks
select count(*) from meter where meter_id in (select meter_id from reading where kwh > 5) and site_code in (select
    site_code from billing."Bill");
-- name: in of a union
select count(*) from meter where meter_id in (select meter_id from reading union select meter_id from billing."Bill");
-- name: not in the reference table
select count(*) from meter where kind not in (select kind from kind where price is null);
-- name: lateral of the newest
select m.serial, t.kwh from meter as m left join lateral (select kwh from reading as r where r.meter_id = m.meter_id
    and r.site_code = m.site_code order by taken desc limit 1) as t on true;
-- name: lateral of a function
select m.serial, g from meter as m cross join lateral generate_series(1, m.kind) as g;
-- name: lateral of a kind
select k.name, t.serial from kind as k cross join lateral (select serial from meter as m where m.kind = k.kind limit
    2) as t;
-- name: values and two tables
select count(*) from meter as m join reading as r using (meter_id, site_code) join (values (1), (2)) as v (kind) on
    v.kind = m.kind;
-- name: union all of a meter
select taken from reading where meter_id = $1 and site_code = $2 union all select printed from billing."Bill" where
    meter_id = $1 and site_code = $2;
-- name: union with a limit
(select meter_id from reading order by kwh limit 5) union all (select meter_id from billing."Bill" order by amount
    limit 5);
-- name: union ordered
select meter_id, site_code from reading union select meter_id, site_code from billing."Bill" order by 1 limit 5;
-- name: union in a join
select m.serial from meter as m join (select meter_id, site_code from reading union select meter_id, site_code from
    billing."Bill") as u on u.meter_id = m.meter_id and u.site_code = m.site_code;
-- name: union of different columns in a join
select m.serial from meter as m join (select meter_id, site_code from reading union select bill_no::int, site_code
    from billing."Bill") as u on u.meter_id = m.meter_id;
-- name: except in from
select count(*) from (select meter_id, site_code from meter except select meter_id, site_code from reading) as t;
-- name: union of reference tables
select name from kind union select name from region;
-- name: lock a meter
select * from meter where meter_id = $1 and site_code = $2 for update;
-- name: lock joined
select m.* from meter as m join reading as r using (meter_id, site_code) where m.meter_id = $1 and m.site_code = $2
    for update of m;
-- name: lock a kind
select * from kind where kind = 1 for update;
-- name: a bill by default values
insert into billing."Bill" (bill_no, site_code, meter_id) values ($1, $2, $3) returning bill_no;
-- name: a bill by a subquery
insert into billing."Bill" (bill_no, site_code, meter_id, amount) select $1, site_code, meter_id, sum(kwh) from
    reading where meter_id = $2 and site_code = $3 group by 2, 3;
-- name: bills of all
insert into billing."Bill" (bill_no, site_code, meter_id, amount) select 1, site_code, meter_id, sum(kwh) from reading
    group by 2, 3;
-- name: bills by a join
insert into billing."Bill" (bill_no, site_code, meter_id, amount) select m.meter_id, m.site_code, m.meter_id, r.kwh
    from meter as m join reading as r on r.meter_id = m.meter_id and r.site_code = m.site_code;
-- name: bills of imports
insert into billing."Bill" (bill_no, site_code, meter_id, amount) select line, site_code, meter_id, kwh from
    billing.import_row;
-- name: bills of numbers
insert into billing."Bill" (bill_no, site_code, meter_id) select n, 'A', n from generate_series(1, 10) as n;
-- name: a meter or its change
insert into meter (meter_id, site_code, kind) values ($1, $2, 1) on conflict do nothing;
-- name: pay
update billing."Bill" set paid = true where bill_no = $1 and meter_id = $2 and site_code = $3;
-- name: pay one number
update billing."Bill" set paid = true where bill_no = $1;
-- name: raise all
update billing."Bill" set amount = amount * 1.1 returning bill_no;
-- name: price meters
update meter as m set serial = k.name from kind as k where k.kind = m.kind and m.meter_id = $1 and m.site_code = $2;
-- name: price all meters
update meter as m set serial = k.name from kind as k where k.kind = m.kind;
-- name: mark sites
update site as s set region = 1 from meter as m where m.site_code = s.site_code;
-- name: mark by the total
update billing."Bill" as b set amount = (select sum(kwh) from reading as r where r.meter_id = b.meter_id and
    r.site_code = b.site_code);
-- name: change a kind
update kind set price = 2 where kind = 1;
-- name: change kinds by a subquery
update kind set price = (select max(amount) from billing."Bill");
-- name: delete imports
delete from billing.import_row;
-- name: delete by a kind
delete from meter where kind in (select kind from kind where price = 0);
-- name: delete bills of meters
delete from billing."Bill" as b using meter as m where m.meter_id = b.meter_id and m.site_code = b.site_code and
    m.kind = 3;
-- name: delete the oldest
delete from reading where taken = (select min(taken) from reading);
-- name: imports beside meters
select i.kwh, m.serial from billing.import_row as i join meter as m on m.meter_id = i.meter_id;
-- name: imports without meters
select i.kwh from billing.import_row as i left join meter as m on m.meter_id = i.meter_id where m.meter_id is null;
-- name: imports in
select count(*) from meter where meter_id in (select meter_id from billing.import_row);
-- name: the number of partitions' rows
select count(*) from reading_2026;
-- name: all at once
select k.name, t.n from kind as k join (select m.kind, count(*) as n from meter as m join reading as r using
    (meter_id, site_code) where m.serial in (select serial from meter where kind = 3) group by 1 having count(*) > 1)
    as t on t.kind = k.kind order by 2 limit 5;
-- name: change of the meter
update meter set meter_id = $1 where meter_id = $2 and site_code = $3;
-- name: change of the site
update meter set serial = 'x', site_code = $1 where meter_id = $2 and site_code = $3;
-- name: change to the same
update meter set meter_id = meter_id, site_code = site_code, kind = 2 where meter_id = $1 and site_code = $2;
-- name: bill without its meter
insert into billing.import_row (line, kwh) values (1, 2);
-- name: random bill
insert into billing."Bill" (bill_no, site_code, meter_id) values ((random() * 100)::int, 'A', (random() * 100)::int);
