-- Citus hides the shards on a worker from most sessions; other servers take the setting and do nothing with it.
set citus.override_table_visibility = off
