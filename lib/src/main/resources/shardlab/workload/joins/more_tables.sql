-- the same sales on every node, and on the coordinator alone
create table sale_reference (sale_id bigint primary key, channel text);
create table sale_local     (sale_id bigint primary key, channel text)
