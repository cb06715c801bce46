-- how often the values of columns, given as texts, come in a sample of a table's rows
select part.place, part.value, count(*) as rows
from (select array[%s] as all_values from %s tablesample %s (%s) limit %s) as sample
cross join lateral unnest(sample.all_values) with ordinality as part (value, place)
group by part.place, part.value
order by part.place, rows desc, part.value
