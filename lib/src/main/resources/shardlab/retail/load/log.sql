select table_name,
       generator_version,
       seed,
       sales,
       row_count,
       state = 'loaded' as loaded
  from load_log
