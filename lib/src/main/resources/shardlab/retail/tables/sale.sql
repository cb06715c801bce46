create table sale (
    state             text           not null,
    sale_id           bigint         not null,
    customer_id       bigint         not null,
    branch_id         bigint         not null,
    employee_id       bigint         not null,
    payment_method_id int            not null,
    sold_at           timestamptz    not null,
    subtotal          numeric(12, 2) not null check (subtotal > 0),
    discount          numeric(12, 2) not null check (discount >= 0),
    total             numeric(12, 2) not null,
    primary key (state, sale_id),
    check (total = subtotal - discount)
);
