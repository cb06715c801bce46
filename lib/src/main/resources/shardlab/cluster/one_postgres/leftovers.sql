-- Schemas of this role whose session has ended without dropping them.
select nspname as schema
from pg_namespace
where nspname ~ '^one_postgres_[0-9]+$'
  and nspowner = current_user::regrole
  and not exists (select from pg_stat_activity
                  where 'one_postgres_' || pid = nspname and pid <> pg_backend_pid())
