explain (format json, verbose)
select sum(rate) from tax;
