-- Makes a PostgreSQL server a node that can join a Citus cluster. It runs on every node when its data folder is made,
-- after the image's own scripts; it may run again at any time, in any database that is to be distributed.
create extension if not exists citus;

-- Moves of shards run side by side, and each wants a worker process for logical replication.
alter system set max_logical_replication_workers = 12;
alter system set max_sync_workers_per_subscription = 2;

-- The role's password is stored as SCRAM, whatever a client of later days asks for.
alter system set password_encryption = 'scram-sha-256';

select pg_reload_conf();
