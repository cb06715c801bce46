drop schema if exists insert_lab cascade;
drop schema if exists insert_lab_local cascade
