-- True if a function of that name takes a table by its name. Parameter: the function's name.
select exists (select
                 from pg_proc
                where proname = ?
                  and 'regclass'::regtype = any (proargtypes)) as takes
