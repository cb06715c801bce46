insert into failure_lab.sale (state, id, amount)
select state, id, 100
  from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) state
 cross join generate_series(1, ?::int) id
