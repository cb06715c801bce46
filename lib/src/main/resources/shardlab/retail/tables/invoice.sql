create table invoice (
    state       text           not null,
    invoice_id  bigint         not null,
    sale_id     bigint         not null,
    customer_id bigint         not null,
    issued_on   date           not null,
    subtotal    numeric(12, 2) not null,
    discount    numeric(12, 2) not null,
    total       numeric(12, 2) not null,
    primary key (state, invoice_id),
    check (total = subtotal - discount)
);
