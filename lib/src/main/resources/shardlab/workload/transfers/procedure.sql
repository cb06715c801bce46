create or replace procedure transfer_lab.move(at integer, from_id integer, to_id integer, amount bigint)
language sql as $$
    update transfer_lab.account set balance = balance - $4 where branch = $1 and id = $2;
    update transfer_lab.account set balance = balance + $4 where branch = $1 and id = $3;
$$
