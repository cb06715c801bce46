explain (format json, verbose)
update sale set total = total + 1 where state = 'TX' and sale_id = 42;
