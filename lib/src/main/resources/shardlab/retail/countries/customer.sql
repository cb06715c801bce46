create table customer (
    country_id  int    not null,
    customer_id bigint not null,
    name        text   not null,
    email       text   not null,
    primary key (country_id, customer_id)
);
