select count(*) from failure_lab.sale_%s where state = ?
