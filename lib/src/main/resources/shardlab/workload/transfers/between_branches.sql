begin;
update transfer_lab.account set balance = balance - 1 where branch = :from_branch and id = :from;
update transfer_lab.account set balance = balance + 1 where branch = :to_branch and id = :to;
commit
