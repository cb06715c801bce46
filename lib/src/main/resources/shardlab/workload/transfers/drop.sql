drop schema if exists transfer_lab cascade
