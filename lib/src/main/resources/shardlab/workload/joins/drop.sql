drop schema if exists join_tables cascade
