select count(*) from pg_dist_transaction where gid = any (?)
