select amount, note from monitor_lab.purchase where tenant = ? and id = ?
