drop schema if exists distribution_lab cascade
