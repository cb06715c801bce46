select sum(amount) from monitor_lab.purchase where tenant = ?
