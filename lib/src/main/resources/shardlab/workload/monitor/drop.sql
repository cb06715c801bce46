drop schema if exists monitor_lab cascade
