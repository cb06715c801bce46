-- writes the statement that counts; identifiers are quoted by the server
select format('select %2$I::text as value, count(*) as rows from %1$s group by %2$I order by rows desc, value',
              ?::regclass, ?::text)
