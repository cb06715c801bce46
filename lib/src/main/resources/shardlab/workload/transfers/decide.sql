insert into transfer_lab.decision (gid) values (%L)
