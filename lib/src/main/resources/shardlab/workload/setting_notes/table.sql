create table if not exists %I.setting_before (name text primary key, setting text)
