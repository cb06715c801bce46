set search_path to %I, public
