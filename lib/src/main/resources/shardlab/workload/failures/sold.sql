select id from failure_lab.sale where state = ? and id > 1000000
