-- weight: 1000
-- name: a company's ads
select * from ads where company_id = $1;
-- name: give an ad to another company
update ads set company_id = $2 where id = $1 and company_id = $3;
-- name: the newest ads joined
select t.id, c.title from (select id, company_id, campaign_id from ads order by id desc limit 10) as t
join campaigns as c on c.company_id = t.company_id and c.id = t.campaign_id;
-- name: the newest ads of a company
select t.id, c.title from (select id, company_id, campaign_id from ads where company_id = $1 order by id desc limit 10) as t
join campaigns as c on c.company_id = t.company_id and c.id = t.campaign_id;
-- name: totals joined
select c.title, t.n from (select company_id, count(*) as n from ads group by company_id) as t
join campaigns as c on c.company_id = t.company_id;
-- name: one total joined
select c.title, t.n from (select count(*) as n from ads) as t cross join campaigns as c;
-- name: places first
select g.latitude, count(k.id) from geo_ips as g left join clicks as k on g.range >> k.address group by 1;
-- name: places last
select g.latitude, count(k.id) from clicks as k left join geo_ips as g on g.range >> k.address group by 1;
-- name: rank over all
select id, rank() over (order by clicks_total desc) from ads;
-- name: rank in a company
select id, rank() over (partition by company_id order by clicks_total desc) from ads;
-- name: median
select percentile_cont(0.5) within group (order by clicks_total) from ads;
-- name: median of each company
select company_id, percentile_cont(0.5) within group (order by clicks_total) from ads group by company_id;
-- name: distinct addresses
select count(distinct address) from clicks;
-- name: three companies
select * from campaigns where company_id in (1, 2, 3);
-- name: lock an ad
select * from ads where company_id = $1 and id = $2 for update;
-- name: lock many
select * from ads where clicks_total > $1 for update;
-- name: both kinds of clicks
select company_id from clicks union all select company_id from impressions;
-- name: companies of either
select company_id from clicks union select company_id from impressions;
