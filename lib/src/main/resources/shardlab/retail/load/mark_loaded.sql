update load_log
   set state       = 'loaded',
       finished_at = now()
 where table_name = ?
