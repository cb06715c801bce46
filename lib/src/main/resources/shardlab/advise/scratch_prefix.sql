-- what scratch databases of those who work in this database are called
select 'shardlab_advise_' || oid || '_' from pg_database where datname = current_database()
