create table order_line (
    country_id  int            not null,
    order_id    bigint         not null,
    line_number int            not null check (line_number > 0),
    product     text           not null,
    quantity    int            not null check (quantity > 0),
    unit_price  numeric(12, 2) not null check (unit_price > 0),
    primary key (country_id, order_id, line_number)
);
