explain (format json, verbose)
insert into sale values ('TX', 900001, 1, '2025-01-01', 10), ('NY', 900002, 1, '2025-01-01', 10);
