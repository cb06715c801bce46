set search_path to bench_joins, public
