-- The tables that the saved plans are about: a small shop, sharded by state.
create table sale        (state text, sale_id bigint, customer_id bigint, sold_on date, total numeric(12,2),
                          primary key (state, sale_id));
create table sale_detail (state text, sale_id bigint, line int, product_id int, quantity int, amount numeric(12,2),
                          primary key (state, sale_id, line));
create table product     (product_id int primary key, category text, price numeric(12,2));
create table review      (product_id int, review_id bigint, stars int, primary key (product_id, review_id));
create table invoice     (invoice_id bigint primary key, sale_id bigint, amount numeric(12,2));
create table sale_copy   (like sale including all);
create table sale_by_id  (sale_id bigint primary key, state text, total numeric(12,2));
create table tax         (state text primary key, rate numeric(5,4));

select create_distributed_table('sale', 'state');
select create_distributed_table('sale_detail', 'state', colocate_with => 'sale');
select create_distributed_table('sale_copy', 'state', colocate_with => 'sale');
select create_reference_table('product');
select create_distributed_table('review', 'product_id');
select create_distributed_table('invoice', 'invoice_id');
select create_distributed_table('sale_by_id', 'sale_id', colocate_with => 'invoice');

insert into product
select i, 'category ' || i % 7, i * 1.25
from   generate_series(1, 100) i;

insert into tax
select unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']), 0.0725;

insert into sale
select (array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI'])[1 + i % 10], i, i % 500,
       date '2024-01-01' + i % 730, i % 90
from   generate_series(1, 10000) i;

insert into sale_detail
select (array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI'])[1 + i % 10], i, line,
       1 + (i * line) % 100, 1 + i % 3, i % 30
from   generate_series(1, 10000) i, generate_series(1, 2) line;

insert into review  select 1 + i % 100, i, 1 + i % 5 from generate_series(1, 3000) i;
insert into invoice select i + 1000000, i, i % 90 from generate_series(1, 10000) i;
analyze;
