create table if not exists transfer_lab.decision (gid text primary key);
truncate transfer_lab.decision
