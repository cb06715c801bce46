-- An advertising company's software, used by many companies.
create table companies (id bigint primary key, name text not null, created_at timestamptz not null);
create table campaigns (
    id bigint primary key,
    company_id bigint not null references companies (id),
    title text not null,
    budget bigint);
create table ads (
    id bigint primary key,
    company_id bigint not null references companies (id),
    campaign_id bigint not null references campaigns (id),
    title text not null,
    clicks_total bigint not null default 0);
create table clicks (
    id bigint primary key,
    company_id bigint not null references companies (id),
    ad_id bigint not null references ads (id),
    clicked_at timestamptz not null,
    address inet,
    cost numeric(20, 10));
create table impressions (
    id bigint primary key,
    company_id bigint not null references companies (id),
    ad_id bigint not null references ads (id),
    seen_at timestamptz not null,
    address inet);
create table geo_ips (range cidr primary key, latitude float8, longitude float8);
create index on geo_ips using gist (range inet_ops);
