-- Companies that advertise: the tables of Citus's multi-tenant tutorial, filled so that there is something to find. Company
-- 7 has most of all ads, clicks have no primary key, and one password was typed into a statement.
create schema ads;
set search_path = ads;
create table company (id bigint primary key, name text not null, image_url text, created_at timestamptz default now());
create table campaign (
    company_id bigint not null references company, id bigint not null, name text not null, cost_model text,
    state text, monthly_budget bigint, created_at timestamptz default now(), primary key (company_id, id));
create table ad (
    company_id bigint not null, id bigint not null, campaign_id bigint not null, name text not null,
    target_url text, impressions bigint default 0, clicks bigint default 0, primary key (company_id, id),
    foreign key (company_id, campaign_id) references campaign (company_id, id));
create table click (
    company_id bigint not null, ad_id bigint not null, clicked_at timestamptz not null, site_url text, user_ip inet);
create table geo_place (id int primary key, place text);
create index ad_by_name on ad (name);
select create_distributed_table('company', 'id');
select create_distributed_table('campaign', 'company_id');
select create_distributed_table('ad', 'company_id');
select create_distributed_table('click', 'company_id');
select create_reference_table('geo_place');
insert into company (id, name) select i, 'Company ' || i from generate_series(1, 40) i;
insert into campaign (company_id, id, name, cost_model, state, monthly_budget)
select 1 + i % 40, i, 'Campaign ' || i, 'cost_per_click', 'running', 100 * i from generate_series(1, 200) i;
insert into ad (company_id, id, campaign_id, name)
select case when i % 10 < 8 then 7 else 1 + i % 40 end, i, case when i % 10 < 8 then 6 else i % 40 end + 40, 'Ad ' || i
  from generate_series(1, 2000) i;
insert into click select case when i % 10 < 8 then 7 else 1 + i % 40 end, i % 2000, now(), repeat('http://example.com/', 20),
       '10.0.0.1'
  from generate_series(1, 60000) i;
insert into geo_place values (1, 'here');
