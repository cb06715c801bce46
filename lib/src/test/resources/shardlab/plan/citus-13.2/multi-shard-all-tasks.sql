set citus.explain_all_tasks to on;
explain (format json, verbose)
select count(*)
from   sale;
