-- whether this database is a cluster's
select to_regclass('pg_catalog.pg_dist_node') is not null as found
