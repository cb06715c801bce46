create table customer (
    state       text   not null,
    customer_id bigint not null,
    name        text   not null,
    email       text   not null,
    city        text   not null,
    joined_on   date   not null,
    primary key (state, customer_id)
);
