-- December is the peak
-- Has December more invoices than any other month of its year?
select count(*) as violations
  from (select date_trunc('month', issued_on)::date as month,
               rank() over (partition by date_trunc('year', issued_on) order by count(*) desc) as place
          from invoice
         group by date_trunc('month', issued_on), date_trunc('year', issued_on)) m
 where extract(month from month) = 12
   and place <> 1
