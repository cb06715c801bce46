select exists (select from pg_tables where schemaname = ? and tablename = 'setting_before') as there
