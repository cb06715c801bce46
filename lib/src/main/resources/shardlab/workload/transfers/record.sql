insert into transfer_lab.entry (branch, transfer, id, amount) values (?, ?, ?, ?)
