insert into failure_lab.payment (state, request, amount) values (?, ?, 10)
