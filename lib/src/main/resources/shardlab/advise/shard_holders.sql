-- how many nodes get shards of new tables
select count(*) from pg_dist_node where noderole = 'primary' and isactive and shouldhaveshards
