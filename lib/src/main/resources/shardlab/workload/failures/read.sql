select count(*) from failure_lab.sale where state = ?
