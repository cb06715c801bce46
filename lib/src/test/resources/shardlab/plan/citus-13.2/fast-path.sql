explain (format json, verbose)
select total from sale where state = 'TX' and sale_id = 42;
