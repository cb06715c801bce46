select state, amount from failure_lab.payment_by_request where request = 4711
