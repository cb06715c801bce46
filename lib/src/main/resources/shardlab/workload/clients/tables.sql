create schema client_lab;
create table client_lab.users (
    id     bigint primary key,
    name   text   not null,
    visits bigint not null default 0
)
