set search_path to join_tables, public
