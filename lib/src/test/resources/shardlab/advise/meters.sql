-- Electricity meters: what they have counted, day by day, and who pays.
create schema billing;
create table site (site_code varchar(12) primary key, region int not null, "Opened On" date);
create table meter (meter_id int primary key, site_code varchar(12) not null, kind smallint not null, serial text);
create table reading (meter_id int not null, taken timestamptz not null, kwh numeric, site_code varchar(12) not null,
    primary key (meter_id, taken)) partition by range (taken);
create table reading_2025 partition of reading for values from ('2025-01-01') to ('2026-01-01');
create table reading_2026 partition of reading for values from ('2026-01-01') to ('2027-01-01');
create table kind (kind smallint primary key, name text not null, price numeric);
create table region (region int primary key, name text not null);
create table billing."Bill" (bill_no bigint not null, site_code varchar(12) not null, meter_id int not null, amount
    float8,
    paid boolean not null default false, printed date default current_date);
create table billing.import_row (line int, site_code varchar(12), meter_id int, kwh numeric);
create view billing.open_bill as select * from billing."Bill" where not paid;
create view busiest as select meter_id, max(kwh) as most from reading group by meter_id;
