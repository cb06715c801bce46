-- A query with the number of sales of a day, of all states, 500 times for each 100 of the others.
-- exercise 1: page
-- hint: its name and its weight stand in comments above it, as in the texts of this lesson
-- hint: it names no state: select count(*) from sale where sold = …
-- answer: "-- name: a day\n-- weight: 500\nselect count(*) from sale where sold = :day". No column that a customer's
--   page names helps it: all shards answer, at eight router queries each.
select e'-- name: a day\n-- weight: 500\nselect count(*) from sale where sold = :day';

-- By which column are sales distributed when no statement of the day names the state?
-- exercise 2: place
-- hint: ask the advisor with three times daily.replace(…, "")
-- hint: let lab.advise(company, …, rows).place("sale") say it
-- answer: What all statements of the day still name is the number of the sale.
select 'by sale_id';

-- With which foreign_key below 1 are customers still distributed by customer_id?
-- exercise 3: weight
-- hint: above 0.1, which is the lab's own
-- hint: try advice.with("foreign_key", …).place("customer")
-- answer: Any up to 0.47.
select 0.3;
