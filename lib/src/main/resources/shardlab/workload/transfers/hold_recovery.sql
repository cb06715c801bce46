lock table pg_dist_transaction in share update exclusive mode
