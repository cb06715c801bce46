insert into failure_lab.sale (state, id, amount) values (?, ?, 1)
