insert into %I.setting_before (name, setting) values (?, ?) on conflict do nothing
