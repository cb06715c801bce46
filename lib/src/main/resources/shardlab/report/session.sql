-- Nothing is written, nothing waits for a lock, and nothing runs for long.
set default_transaction_read_only = on;
set statement_timeout = '20s';
set lock_timeout = '2s';
set citus.override_table_visibility = off
