explain (format json, verbose)
insert into sale_copy
select * from sale;
