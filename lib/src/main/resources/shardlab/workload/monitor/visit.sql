update monitor_lab.purchase set visits = visits + 1 where tenant = ? and id = ?
