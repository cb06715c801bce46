select country_id,
       name
  from country
 order by country_id
