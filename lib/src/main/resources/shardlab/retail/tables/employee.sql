create table employee (
    state       text   not null,
    employee_id bigint not null,
    branch_id   bigint not null,
    name        text   not null,
    role        text   not null check (role in ('manager', 'cashier', 'sales assistant')),
    hired_on    date   not null,
    primary key (state, employee_id)
);
