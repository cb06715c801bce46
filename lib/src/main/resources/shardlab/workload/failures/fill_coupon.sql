insert into failure_lab.coupon (id, note) values (1, 'ten per cent')
