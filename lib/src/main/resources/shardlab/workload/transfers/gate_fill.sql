insert into transfer_lab.gate (branch) values (?)
