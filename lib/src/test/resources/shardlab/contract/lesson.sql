-- The tables that the queries of queries.sql read. Filled first; the engine then distributes them, or does not.
-- A customer buys in the state that the customer lives in.
create table category (id int primary key, name text not null);
create table customer (state text, id bigint, name text, vip boolean, born date, primary key (state, id));
create table sale (state text, id bigint, customer_id bigint, category_id int references category, total numeric(12, 2),
                   sold_at timestamptz, note text, primary key (state, id));
create table sale_detail (state text, sale_id bigint, line int, quantity int, price numeric(12, 2),
                          primary key (state, sale_id, line));

insert into category select g, 'category ' || g from generate_series(1, 8) as g;

insert into customer
select (array['CA','TX','FL','NY','PA','IL','OH','GA','NC','MI'])[g % 10 + 1], g, 'Customer ' || g, g % 7 = 0,
       date '1960-01-01' + g * 37
  from generate_series(1, 200) as g;

insert into sale
select (array['CA','TX','FL','NY','PA','IL','OH','GA','NC','MI'])[(g + 1) % 10 + 1], g, g % 200 + 1, g % 8 + 1,
       (g * 7919 % 100000) / 100.0, timestamptz '2024-01-01 00:00+00' + g * interval '487 minutes',
       case when g % 3 = 0 then 'note ' || g end
  from generate_series(1, 1500) as g;

insert into sale_detail
select (array['CA','TX','FL','NY','PA','IL','OH','GA','NC','MI'])[(g + 1) % 10 + 1],
       g, line, g % 4 + line, (g * line % 500) / 4.0
  from generate_series(1, 1500) as g, generate_series(1, 2) as line;
