create table purchase_order (
    country_id  int            not null,
    order_id    bigint         not null,
    customer_id bigint         not null,
    ordered_on  date           not null,
    total       numeric(12, 2) not null check (total > 0),
    primary key (country_id, order_id)
);
