-- What a scenario may have left.
drop schema if exists diff cascade;
drop schema if exists "diff 2" cascade;
