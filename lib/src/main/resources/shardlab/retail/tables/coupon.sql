create table coupon (
    coupon_id  int           primary key,
    code       text          not null unique,
    percent    numeric(4, 2) not null check (percent > 0 and percent <= 50),
    valid_from date          not null,
    valid_to   date          not null,
    check (valid_from <= valid_to)
);
