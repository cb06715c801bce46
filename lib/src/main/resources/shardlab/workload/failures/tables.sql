create schema failure_lab;
create table failure_lab.sale (
    state  text   not null,
    id     bigint not null,
    amount bigint not null,
    primary key (state, id)
);
create table failure_lab.payment (
    state   text   not null,
    request bigint not null,
    amount  bigint not null
);
create table failure_lab.payment_by_request (
    state   text   not null,
    request bigint not null,
    amount  bigint not null,
    primary key (state, request)
);
create table failure_lab.coupon (
    id   integer primary key,
    note text not null
)
