-- title: Statements are not counted
-- why: without pg_stat_statements nobody can tell which of all statements takes the time.
-- do: shared_preload_libraries = 'citus,pg_stat_statements' on every node, a restart, create extension
--     pg_stat_statements.
select 'notice' as severity,
       case when loaded then 'the library is loaded, and the extension is not created'
            else 'the library is not loaded' end as seen
  from (select exists (select from pg_settings where name = 'pg_stat_statements.max') as loaded) library
 where not exists (select from pg_extension where extname = 'pg_stat_statements')
