select to_regclass('monitor_lab.before') is not null as there
