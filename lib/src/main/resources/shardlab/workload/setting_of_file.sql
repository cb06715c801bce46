-- what ALTER SYSTEM set, if it did: the last line in its file counts
select setting
  from pg_file_settings
 where name = ?
   and sourcefile = current_setting('data_directory') || '/postgresql.auto.conf'
 order by seqno desc
 limit 1
