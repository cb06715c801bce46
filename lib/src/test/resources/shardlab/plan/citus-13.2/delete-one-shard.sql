explain (format json, verbose)
delete from sale where state = 'TX' and sale_id = 42;
