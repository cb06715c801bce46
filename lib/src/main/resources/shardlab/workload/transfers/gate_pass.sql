insert into transfer_lab.passage (branch, transfer) values (?, 1)
