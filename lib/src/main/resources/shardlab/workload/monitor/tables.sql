drop schema if exists monitor_lab cascade;
create schema monitor_lab;
create table monitor_lab.purchase (
    tenant  integer not null,
    id      bigint  not null,
    amount  integer not null,
    visits  integer not null default 0,
    note    text    not null,
    primary key (tenant, id)
);
create index purchase_by_note on monitor_lab.purchase (note);
-- what the lesson changes outside of this schema, and what was there before: a process that is killed puts nothing back
create table monitor_lab.before (node text not null, name text not null, setting text, primary key (node, name));
