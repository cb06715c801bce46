-- A look that hangs or writes would be worse than none. Citus hides the shards on a worker from most sessions.
set default_transaction_read_only = on;
set statement_timeout = '5s';
set citus.override_table_visibility = off
