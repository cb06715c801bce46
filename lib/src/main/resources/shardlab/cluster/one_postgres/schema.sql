drop schema if exists one_postgres cascade;
create schema one_postgres;
