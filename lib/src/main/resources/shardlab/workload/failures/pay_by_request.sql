insert into failure_lab.payment_by_request (state, request, amount) values (?, ?, 10) on conflict do nothing
