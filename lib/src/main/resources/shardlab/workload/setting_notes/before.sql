select name, setting from %I.setting_before order by name
