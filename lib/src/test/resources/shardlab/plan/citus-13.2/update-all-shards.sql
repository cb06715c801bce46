explain (format json, verbose)
update sale set total = total + 1 where sale_id = 42;
