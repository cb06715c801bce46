insert into load_log as log (table_name, generator_version, seed, sales, row_count, state)
values (?, ?, ?, ?, ?, 'loading')
on conflict (table_name) do update
   set generator_version = excluded.generator_version,
       seed              = excluded.seed,
       sales             = excluded.sales,
       row_count         = excluded.row_count,
       state             = excluded.state,
       started_at        = now(),
       finished_at       = null
