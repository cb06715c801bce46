drop schema if exists client_lab cascade
