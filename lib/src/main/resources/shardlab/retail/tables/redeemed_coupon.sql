create table redeemed_coupon (
    state       text           not null,
    sale_id     bigint         not null,
    coupon_id   int            not null,
    redeemed_on date           not null,
    discount    numeric(12, 2) not null check (discount > 0),
    primary key (state, sale_id)
);
