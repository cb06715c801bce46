begin;
update transfer_lab.account set balance = balance - 1 where branch = :branch and id = :from;
update transfer_lab.account set balance = balance + 1 where branch = :branch and id = :to;
commit
