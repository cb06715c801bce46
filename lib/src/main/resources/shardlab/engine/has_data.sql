-- whether anybody has made a table here: one that the cluster knows, or an ordinary one of the coordinator
select exists (select from pg_dist_partition)
    or exists (select
                 from pg_class c
                 join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p')
                  and n.nspname !~ '^(pg_|information_schema$|citus|columnar|embedded)') as has_data
