-- scratch databases that nobody holds any more: their owners died; a lock that this session gets is a dead one's
select datname
from pg_database
where starts_with(datname, ?)
  and pg_has_role(datdba, 'usage')
  and pg_try_advisory_lock(hashtextextended(datname, 0))
order by 1
