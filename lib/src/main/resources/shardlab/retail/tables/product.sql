create table product (
    product_id  int            primary key,
    category_id int            not null,
    name        text           not null,
    price       numeric(12, 2) not null check (price > 0),
    cost        numeric(12, 2) not null check (cost > 0),
    check (cost < price)
);
