drop schema if exists one_postgres cascade
