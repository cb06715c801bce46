select state,
       count(*) as rows
  from %I
 group by state
 order by rows desc, state
