create table branch (
    state     text   not null,
    branch_id bigint not null,
    name      text   not null,
    city      text   not null,
    time_zone text   not null,
    opened_on date   not null,
    primary key (state, branch_id)
);
