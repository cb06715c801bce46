-- Which share of all sales is made in the three largest states, in per cent?
-- exercise 1: number in %
-- hint: the picture of the rows by state has the three largest at one end
-- hint: add the rows of the first three states, and divide by all sales
-- answer: The sales of the three largest states by all sales: about half.
select round(100 * sum(sales) / (select count(*) from sale))
from (select count(*) as sales from sale group by state order by count(*) desc limit 3) as largest;
-- not: that is the largest state alone
select round(100.0 * max(sales) / sum(sales)) from (select count(*) as sales from sale group by state) as states;
-- not: three states of ten are so many, and these three are the largest
select 30;

-- How many lines does a sale have on average, to one decimal?
-- exercise 2: number
-- hint: each line is a row of sale_detail
-- hint: divide the rows of sale_detail by those of sale, and round
-- answer: select round(count(*)::numeric / (select count(*) from sale), 1) from sale_detail
select round((select count(*) from sale_detail)::numeric / (select count(*) from sale), 1);
-- not: that is how many there are of all, not of one sale
select count(*) from sale_detail;
-- not: that is the quotient the other way round
select round((select count(*) from sale)::numeric / (select count(*) from sale_detail), 1);

-- Which state has the highest average sale?
-- exercise 3: name
-- hint: the query of the largest states above adds up; here the average counts
-- hint: select state, avg(total) from sale group by state
-- answer: select state from sale group by state order by avg(total) desc limit 1. The averages of all states come
--   from the same law; by what they differ is chance.
select state from sale group by state order by avg(total) desc limit 1;
-- not: that state has the most sales, and not the highest on average
select state from sale group by state order by count(*) desc limit 1;
-- not: that state has the single highest sale, and not the highest on average
select state from sale order by total desc limit 1;
-- not: that state has the lowest average
select state from sale group by state order by avg(total) limit 1;
