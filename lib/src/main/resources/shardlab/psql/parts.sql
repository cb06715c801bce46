-- What else \d NAME tells: a line for each index, constraint, trigger and for the view's query. Parameter: the table.
select line
  from (select ?::regclass as relation) asked,
       lateral (select 1 as section, i.relname, format('index "%s" %s%s', i.relname,
                                                      case when x.indisprimary then 'PRIMARY KEY, '
                                                           when x.indisunique then 'UNIQUE, '
                                                           else ''
                                                      end, substring(pg_get_indexdef(i.oid) from 'USING .*')) as line
                  from pg_index x
                  join pg_class i on i.oid = x.indexrelid
                 where x.indrelid = relation
                 union all
                select 2, k.conname, format('constraint "%s" %s', k.conname, pg_get_constraintdef(k.oid))
                  from pg_constraint k
                 where k.conrelid = relation
                   and k.contype in ('c', 'f')
                 union all
                select 3, k.conname, format('referenced by %s: "%s" %s', k.conrelid::regclass, k.conname,
                                            pg_get_constraintdef(k.oid))
                  from pg_constraint k
                 where k.confrelid = relation
                   and k.contype = 'f'
                 union all
                select 4, t.tgname, pg_get_triggerdef(t.oid)
                  from pg_trigger t
                 where t.tgrelid = relation
                   and not t.tgisinternal
                 union all
                select 5, c.relname, pg_get_viewdef(c.oid, true)
                  from pg_class c
                 where c.oid = relation
                   and c.relkind in ('v', 'm')) lines
 order by section, relname
