delete from lab_settings.before where name = ?
