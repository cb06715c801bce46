-- By the key the planner knows that a line has one sale. Without it, it takes the two columns of the join for independent,
-- expects next to no rows, and may leave the grouping of so few to the coordinator.
alter table sale_detail add foreign key (state, sale_id) references sale
