select gid from pg_prepared_xacts where gid like 'by_hand_%' and database = current_database() order by prepared
