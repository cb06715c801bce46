-- What visitors of many web sites do, counted while it happens.
create table sites (site_id int primary key, owner text not null);
create table http_request (
    site_id int not null,
    ingest_time timestamptz not null default now(),
    url text not null,
    request_country text,
    ip_address text,
    status_code int,
    response_time_msec int);
create index on http_request (site_id, ingest_time);
create table http_request_1min (
    site_id int not null,
    ingest_time timestamptz not null,
    error_count int,
    success_count int,
    request_count int,
    sum_response_time_msec bigint,
    primary key (site_id, ingest_time));
create table countries (code text primary key, name text not null);
