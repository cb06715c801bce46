create table invoice_detail (
    state       text           not null,
    invoice_id  bigint         not null,
    line_number int            not null check (line_number > 0),
    product_id  int            not null,
    quantity    int            not null check (quantity > 0),
    unit_price  numeric(12, 2) not null,
    amount      numeric(12, 2) not null,
    primary key (state, invoice_id, line_number),
    check (amount = quantity * unit_price)
);
