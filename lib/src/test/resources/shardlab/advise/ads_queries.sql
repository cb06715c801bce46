-- name: a company's campaigns
-- weight: 40
select id, title, budget from campaigns where company_id = $1 order by budget desc limit 10;

-- name: clicks of each ad of a company
-- weight: 20
select a.id, a.title, count(*)
from ads as a
join clicks as c on c.ad_id = a.id and c.company_id = a.company_id
where a.company_id = $1
group by a.id, a.title;

-- name: what a campaign cost
-- weight: 10
select c.title, sum(k.cost)
from campaigns as c
join ads as a on a.campaign_id = c.id and a.company_id = c.company_id
join clicks as k on k.ad_id = a.id and k.company_id = a.company_id
where c.company_id = $1 and c.id = $2
group by c.title;

-- name: where a company's clicks come from
-- weight: 5
select g.latitude, g.longitude, count(*)
from clicks as k
join geo_ips as g on g.range >> k.address
where k.company_id = $1
group by 1, 2;

-- name: record a click
-- weight: 100
insert into clicks (id, company_id, ad_id, clicked_at, address, cost) values ($1, $2, $3, now(), $4, $5);

-- name: record an impression
-- weight: 500
insert into impressions (id, company_id, ad_id, seen_at, address) values ($1, $2, $3, now(), $4);

-- name: count a click
-- weight: 100
update ads set clicks_total = clicks_total + 1 where company_id = $1 and id = $2;

-- name: rename a company
update companies set name = $2 where id = $1;

-- name: the largest companies
select o.name, count(*)
from companies as o join impressions as i on i.company_id = o.id
group by o.name order by 2 desc limit 10;
