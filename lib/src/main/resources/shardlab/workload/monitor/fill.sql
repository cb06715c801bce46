insert into monitor_lab.purchase (tenant, id, amount, note)
select tenant, id, (id * 37 % 1000)::integer, 'purchase ' || id || ' of tenant ' || tenant
  from unnest(?::integer[]) tenant, generate_series(1, ?::bigint) id
