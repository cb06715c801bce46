-- values of a column as its type writes them
select given::%s::text as value from unnest(?::text[]) with ordinality as all_given (given, place) order by place
