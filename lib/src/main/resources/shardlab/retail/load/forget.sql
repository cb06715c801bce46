delete from load_log
 where table_name = any (?)
