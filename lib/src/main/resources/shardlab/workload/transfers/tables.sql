create schema transfer_lab;
create table transfer_lab.account (
    branch  integer not null,
    id      integer not null,
    balance bigint  not null,
    primary key (branch, id)
);
create table transfer_lab.entry (
    branch   integer not null,
    transfer bigint  not null,
    id       integer not null,
    amount   bigint  not null,
    primary key (branch, transfer, id)
)
