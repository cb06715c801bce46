explain (format json, verbose)
insert into sale_by_id
select sale_id, state, total from sale;
