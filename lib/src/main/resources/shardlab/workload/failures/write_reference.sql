insert into failure_lab.coupon (id, note) values (2, 'while a node is down')
