-- name: game a
select p.name, o.amount from player p, owned o where p.player_id = o.player_id and p.player_id = $1;
-- name: game b
select p.name, i.title, o.amount from player p, owned o, item i where p.player_id = o.player_id and o.item_id =
    i.item_id and i.price > 5;
-- name: game c
select i.title, o.player_id from item i left join owned o on o.item_id = i.item_id;
-- name: c key
select i.item_id, p.name from item i left join player p on p.player_id = i.item_id;
-- name: c right
select i.item_id, p.name from player p right join item i on p.player_id = i.item_id;
-- name: c filtered
select i.item_id, p.name from item i left join player p on p.player_id = i.item_id and p.rank = 'gold' where i.price >
    3;
-- name: c two
select i.item_id, p.name from item i join season s on s.season = i.price left join player p on p.player_id =
    i.item_id;
-- name: c sub
select i.item_id, p.name from item i left join (select * from player where rank = 'gold') p on p.player_id =
    i.item_id;
-- name: game d
select * from champion where season = $1;
-- name: game e
select c.name, count(*) from champion c join entry e on e.player_id = c.player_id and e.season = c.season group by 1;
-- name: game f
select * from rich r join player p using (player_id) order by things desc limit 10;
-- name: game g
select p.name from player p where p.player_id in (select player_id from rich);
-- name: game h
select g.tag, count(*) from guild g join player p on p.guild_id = g.guild_id group by g.tag having count(*) > 3;
-- name: game i
select rank, count(*), max(born) from player group by rank;
-- name: game j
select count(*) from player where rank in ('gold', 'silver') and name like 'A%';
-- name: game k
select player_id, sum(score) over (partition by match_id) from entry;
-- name: game l
select player_id, sum(score) over (partition by player_id, match_id order by score) from entry;
-- name: game m
select array_agg(distinct rank) from player;
-- name: game n
select string_agg(name, ',' order by name) from player group by guild_id;
-- name: game o
select count(*) filter (where score > 5), count(distinct player_id) from entry where match_id = $1;
-- name: game p
with top as (select player_id, sum(score) s from entry group by player_id order by s desc limit 100) select p.name,
    t.s from top t join player p using (player_id);
-- name: game q
with w as (select winner, count(*) n from match group by winner), l as (select player_id, count(*) n from entry group
    by player_id) select p.name, w.n, l.n from player p join w on w.winner = p.player_id join l on l.player_id =
    p.player_id;
-- name: game r
select (select count(*) from player), (select count(*) from match);
-- name: game s
select e.player_id, x from entry e, unnest(e.items) as x where e.match_id = $1;
-- name: game t
select e.player_id, x from entry e cross join lateral jsonb_array_elements(e.extra) x;
-- name: game u
select count(*) from entry e where e.items && array(select item_id from item where price > 100);
-- name: game v
select count(*) from player p where exists (select 1 from owned o where o.player_id = p.player_id and exists (select 1
    from item i where i.item_id = o.item_id and i.price > 5));
-- name: game w
select count(*) from player p where not exists (select 1 from entry e where e.player_id = p.player_id) and not exists
    (select 1 from owned o where o.player_id = p.player_id);
-- name: game x
select p.player_id from player p except select b.player_id from ban b;
-- name: game y
select player_id from owned intersect select player_id from entry;
-- name: game z
select distinct p.guild_id from player p join entry e using (player_id);
-- name: game aa
select * from (select player_id, score from entry union all select seller, 0 from trade) u where u.player_id = $1;
-- name: game ab
select player_id, count(*) from (select player_id from entry union all select seller from trade) u group by player_id;
-- name: game ac
select count(*) from (select player_id from entry union all select buyer from trade) u;
-- name: game ad
select p.name, u.n from player p left join (select player_id, count(*) n from owned group by 1) u using (player_id);
-- name: game ae
select p.name, u.n from player p left join (select item_id, count(*) n from owned group by 1) u on u.item_id =
    p.guild_id;
-- name: game af
select * from player p left join owned o using (player_id) left join entry e using (player_id) where p.player_id = $1;
-- name: game ag
select * from player p full join owned o using (player_id) full join trade t on t.seller = p.player_id;
-- name: game ah
select * from entry where (match_id, season) = ($1, $2);
-- name: game ai
select * from entry where match_id = any (array[1, 2, 3]::bigint[]) and player_id = 7;
-- name: game aj
select * from player where player_id = 1 union select * from player where player_id = 1;
-- name: game ak
select * from player where player_id = 1 union select * from player where player_id = 2;
-- name: game al
select p.* from player p join ban b using (player_id);
-- name: game am
select p.* from player p where p.player_id not in (select player_id from ban);
-- name: game an
select b.why, p.name from ban b left join player p using (player_id);
-- name: game ao
update player set name = $2 where player_id = $1;
-- name: game ap
update player set guild_id = null where guild_id = $1;
-- name: game aq
update owned o set amount = amount + 1 from trade t where t.buyer = o.player_id and t.item_id = o.item_id;
-- name: game ar
update owned o set amount = amount + 1 from trade t where t.seller = o.player_id and t.item_id = o.item_id;
-- name: game as
update entry set score = 0 where player_id in (select player_id from ban);
-- name: game at
update entry e set score = s.n from (select player_id, count(*) n from owned group by 1) s where s.player_id =
    e.player_id;
-- name: game au
update item set price = price + 1;
-- name: game av
delete from entry e using match m where m.match_id = e.match_id and m.season = e.season and m.season < 5;
-- name: game aw
delete from owned where player_id = $1 and item_id = any (array[1, 2, 3]);
-- name: game ax
delete from trade where item_id in (select item_id from item where price is null);
-- name: game ay
delete from trade t where not exists (select 1 from player p where p.player_id = t.seller);
-- name: game az
insert into owned values ($1, $2, $3) on conflict (player_id, item_id) do update set amount = owned.amount +
    excluded.amount;
-- name: game ba
insert into owned values ($1, $2, $3) on conflict (player_id, item_id) do update set player_id = excluded.player_id;
-- name: game bb
insert into trade (seller, item_id) values ($1, $2) returning trade_id;
-- name: game bc
insert into trade (seller, buyer, item_id) select player_id, player_id, item_id from owned where amount > 10;
-- name: game bd
insert into entry (match_id, season, player_id) select m.match_id, m.season, p.player_id from match m cross join
    player p;
-- name: game be
insert into guild (guild_id) select distinct guild_id from player;
-- name: game bf
insert into ban select player_id, 'x' from player where name = '';
-- name: game bg
insert into match (match_id, season) select n, s.season from generate_series(1, 5) n, season s;
-- name: game bh
insert into owned select p.player_id, i.item_id, 1 from player p cross join item i;
-- name: game bi
insert into owned (player_id, item_id) select player_id, max(item_id) from owned group by player_id on conflict do
    nothing;
-- name: game bj
select m.match_id from match m join entry e using (match_id, season) join player p using (player_id) where p.rank =
    'gold';
-- name: game bk
select m.match_id, count(*) from match m join entry e using (match_id, season) group by 1 order by 2 desc limit 3;
-- name: game bl
select * from match where match_id = (select match_id from entry order by score desc limit 1);
-- name: game bm
select p.name, (select max(e.score) from entry e where e.player_id = p.player_id), (select count(*) from owned o where
    o.player_id = p.player_id) from player p where p.guild_id = $1;
-- name: game bn
select p.name, coalesce((select max(e.score) from entry e where e.player_id = p.player_id), 0) from player p where
    p.player_id = $1;
-- name: game bo
select * from player p join lateral (select * from owned o where o.player_id = p.player_id order by amount desc limit
    3) t on true join item i on i.item_id = t.item_id;
-- name: game bp
select s.season, m.n from season s cross join lateral (select count(*) n from match m where m.season = s.season) m;
-- name: game bq
select s.season, count(m.match_id) from season s left join match m using (season) group by 1;
-- name: game br
select t.trade_id from trade t join player a on a.player_id = t.seller join player b on b.player_id = t.buyer;
-- name: game bs
select ntile(4) over (partition by guild_id order by player_id), name from player;
-- name: game bt
select a.player_id, b.player_id from player a join player b on a.guild_id = b.guild_id and a.player_id < b.player_id;
-- name: game bu
select count(*) from player a join player b on a.player_id = b.player_id;
-- name: game bv
select * from entry e join item i on i.item_id = any (e.items) where e.match_id = $1;
-- name: game bw
select player_id from entry group by player_id having sum(score) > (select avg(price) from item);
-- name: game bx
select guild_id, percentile_cont(0.5) within group (order by player_id) from player group by guild_id;
-- name: game by
select bool_or(score > 3), min(score) from entry where season = 3;
-- name: game bz
select * from owned order by player_id fetch first 10 rows only;
-- name: game ca
select x.player_id from (select player_id from owned limit 10) x join (select player_id from entry limit 10) y using
    (player_id);
-- name: game cb
select count(*) from (select distinct player_id from entry) x;
-- name: game cc
select count(*) from (select distinct season from entry) x;
-- name: game cd
select e.player_id from entry e where e.score > all (select price from item where price < 10);
-- name: game ce
select e.player_id from entry e where e.score > (select avg(f.score) from entry f where f.match_id = e.match_id);
-- name: game cf
select e.player_id from entry e where e.score > (select avg(f.score) from entry f where f.player_id = e.player_id);
-- name: game cg
table season;
-- name: game ch
values (1), (2);
-- name: game ci
select * from player where player_id = 3 for no key update;
-- name: game cj
select * from player p join owned o using (player_id) where p.player_id = $1 for update of p;
-- name: game ck
select * from trade where seller = $1 or buyer = $1;
-- name: game cl
select * from player where name = $1 and rank = $2::rank_kind;
-- name: game cm
select * from guild where tag = $1;
-- name: game cn
select grouping(rank), rank, guild_id, count(*) from player group by rollup (rank, guild_id);
-- name: game co
select player_id, rank() over w from entry window w as (partition by player_id, match_id);
-- name: game cp
with del as (delete from ban where player_id = 4 returning *) insert into owned select player_id, 1, 1 from del;
-- name: game cq
with ins as (insert into trade (seller, item_id) values ($1, $2) returning *) select * from ins;
-- name: game cr
with upd as (update player set name = 'x' where guild_id = 3 returning player_id) select count(*) from upd;
-- name: game cs
select p.name from player p where p.guild_id = (select g.guild_id from guild g where g.founder = p.player_id);
-- name: game ct
select p.name from player p where (p.player_id, p.guild_id) in (select seller, item_id from trade);
-- name: game cu
select u.player_id, i.title from (select player_id, item_id from owned union select seller, item_id from trade) u join
    item i using (item_id);
-- name: game cv
select date_trunc('day', at), count(*) from trade where at > now() - interval '7 days' group by 1;
-- name: game cw
select count(*) from trade t where t.item_id in (select item_id from owned where player_id = $1);
-- name: game cx
select * from entry tablesample system (10);
-- name: game da
insert into trade (trade_id, seller, item_id) select (random() * 1000)::bigint, player_id, 1 from owned;
-- name: game db
insert into owned (player_id, item_id) select player_id, 1 from player where player_id = 4;
-- name: game dc
insert into owned (player_id, item_id) select winner, 1 from match;
-- name: game dd
insert into owned (player_id, item_id) select winner, 1 from match on conflict (player_id, item_id) do update set
    amount = 2 returning item_id;
-- name: game de
insert into owned (player_id, item_id) values ((select max(player_id) from player), 1);
-- name: game df
insert into player (player_id, name) values (default, 'x');
-- name: game dg
insert into player (name) values ('x');
-- name: game dh
insert into trade default values;
-- name: game di
update player set player_id = player_id + 1;
-- name: game dj
update player set (player_id, name) = (5, 'x') where player_id = 4;
-- name: game dk
update player set player_id = 4 where player_id = 4;
-- name: game dl
update trade t set seller = o.player_id from owned o where o.player_id = t.seller;
-- name: game dm
select p.name, t.n from player p join lateral (select count(*) n from owned o where o.player_id = p.player_id) t on
    true where p.player_id = $1;
-- name: game dn
select * from player p where p.player_id = $1 and exists (select 1 from owned o where o.player_id = p.player_id);
-- name: game do
select * from player p where p.player_id = $1 and p.player_id in (select player_id from owned);
-- name: game dp
select * from player p join owned o on o.player_id = p.player_id and o.player_id = 3;
-- name: game dq
select * from (select * from player where player_id = $1) p left join (select player_id, count(*) from owned where
    player_id = $1 group by 1) o using (player_id);
-- name: game dr
with p as (select * from player where player_id = $1) select * from p join owned o using (player_id);
-- name: game ds
select * from player p, season s where p.player_id = $1 and s.season = 3;
-- name: game dt
select u.player_id, p.name from (select player_id from owned union all select player_id from entry) u join player p
    using (player_id);
-- name: game du
select u.player_id, i.title from (select player_id, item_id from owned union all select seller, item_id from trade) u
    join item i using (item_id);
-- name: game dv
select * from (select player_id from owned union all select winner from match) u order by 1 limit 4;
-- name: game dw
select i.title from item i where i.item_id in (select item_id from owned where player_id = $1);
-- name: game dx
select count(*) from entry e join season s using (season) where s.begins > now();
-- name: game dy
select count(*) from entry e join (select season from season order by begins desc limit 1) s using (season);
-- name: game dz
select e.player_id, count(*) from entry e where e.season = (select max(season) from season) group by 1;
