-- name: accounts
-- weight: 100
-- transaction: transfer
update pgbench_accounts set abalance = abalance + :delta where aid = :aid and bid = :bid;
-- name: balance
-- weight: 100
-- transaction: transfer
select abalance from pgbench_accounts where aid = :aid and bid = :bid;
-- name: tellers
-- weight: 100
-- transaction: transfer
update pgbench_tellers set tbalance = tbalance + :delta where tid = :tid and bid = :bid;
-- name: branches
-- weight: 100
-- transaction: transfer
update pgbench_branches set bbalance = bbalance + :delta where bid = :bid;
-- name: history
-- weight: 100
-- transaction: transfer
insert into pgbench_history (tid, bid, aid, delta, mtime) values (:tid, :bid, :aid, :delta, current_timestamp);
