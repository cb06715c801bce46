delete from failure_lab.payment_by_request where state = 'CA' and request = 4711
