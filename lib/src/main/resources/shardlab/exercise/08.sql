-- A branch on the same node as branch 1: any of these.
-- exercise 1: number
-- hint: no second phase: both branches are on one node
-- hint: bank.places() lists them: which have the group of branch 1?
-- answer: Any other branch with the group id of branch 1 in bank.places().
with home as (
    select b as branch, p.groupid
    from generate_series(1, 40) as b
    cross join lateral get_shard_id_for_distribution_column('transfer_lab.account', b) as s (shardid)
    join pg_dist_placement as p on p.shardid = s.shardid)
select branch from home where branch > 1 and groupid = (select groupid from home where branch = 1) order by branch;
-- not: another than 1 is asked for
select 1;
-- not: that branch is on another node
with home as (
    select b as branch, p.groupid
    from generate_series(1, 40) as b
    cross join lateral get_shard_id_for_distribution_column('transfer_lab.account', b) as s (shardid)
    join pg_dist_placement as p on p.shardid = s.shardid)
select branch from home where groupid <> (select groupid from home where branch = 1) order by branch;
-- not: there is no such branch
select 0 union all select 41;

-- What becomes of a prepared transaction without a row in pg_dist_transaction?
-- exercise 2: choice
-- choices: commit, rollback
-- hint: the row is written in the coordinator's own commit: was there one?
-- hint: what has been promised to the client without the row?
-- answer: The client was never told that it was committed, so nothing keeps recovery from undoing it.
select v from (values ('rollback'), ('roll back'), ('rolled back')) as words (v);
-- not: without the row nobody knows that the other worker has prepared it, too
select v from (values ('commit'), ('committed'), ('commit prepared')) as words (v);

-- In which order does the second program change branches 3 and 1?
-- exercise 3: list
-- hint: the first changes 1 and then 3; a deadlock needs two who wait for each other
-- hint: whoever comes second had better wait at the very first branch
-- answer: The order of the first, though the money goes the other way.
select branch from unnest(array[1, 3]) with ordinality as o (branch, place) order by place;
