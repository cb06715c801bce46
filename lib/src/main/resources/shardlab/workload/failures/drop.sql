drop schema if exists failure_lab cascade
