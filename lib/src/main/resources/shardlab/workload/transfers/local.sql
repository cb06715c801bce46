create table if not exists transfer_lab.local_account (like transfer_lab.account including all);
truncate transfer_lab.local_account;
insert into transfer_lab.local_account (branch, id, balance) values (1, 1, 1000), (1, 2, 1000)
