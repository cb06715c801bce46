update monitor_lab.purchase set amount = amount + 1 where tenant = ? and id = ?
