create table payment (
    country_id int            not null,
    payment_id bigint         not null,
    order_id   bigint         not null,
    paid_on    date           not null,
    amount     numeric(12, 2) not null check (amount > 0),
    primary key (country_id, payment_id)
);
