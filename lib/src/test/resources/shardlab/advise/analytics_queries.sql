-- name: a request
-- weight: 1000
insert into http_request (site_id, url, request_country, ip_address, status_code, response_time_msec)
values ($1, $2, $3, $4, $5, $6);
-- name: the last five minutes of a site
-- weight: 50
select ingest_time, request_count, error_count from http_request_1min
where site_id = $1 and ingest_time > now() - interval '5 minutes';
-- name: roll up
-- weight: 1
insert into http_request_1min (site_id, ingest_time, error_count, success_count, request_count, sum_response_time_msec)
select site_id, date_trunc('minute', ingest_time), sum((status_code >= 400)::int), sum((status_code < 400)::int), count(*),
       sum(response_time_msec)
from http_request where ingest_time > $1 group by 1, 2;
-- name: errors of everyone
-- weight: 2
select date_trunc('hour', ingest_time), sum(error_count) from http_request_1min where ingest_time > $1 group by 1 order by 1;
-- name: where a site's visitors are
-- weight: 10
select c.name, count(*) from http_request as r join countries as c on c.code = r.request_country
where r.site_id = $1 group by c.name;
-- name: a site's owner and its minutes
-- weight: 5
select s.owner, sum(m.request_count) from sites as s join http_request_1min as m using (site_id)
where s.site_id = $1 group by s.owner;
-- name: forget old requests
delete from http_request where ingest_time < $1;
