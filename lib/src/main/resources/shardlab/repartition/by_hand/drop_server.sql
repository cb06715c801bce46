drop schema if exists %1$I cascade;
drop server if exists %1$I cascade
