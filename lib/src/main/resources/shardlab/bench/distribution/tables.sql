-- The same users twice: by a column of many values, and by one of ten values that differ in frequency.
create schema distribution_lab;
set search_path = distribution_lab, public;
create table users          (id bigint primary key, name text not null, email text not null);
create table users_by_state (state text, id bigint, name text not null, email text not null, primary key (state, id))
