select to_regclass('lab_settings.before') is not null as there
