select amount, note from monitor_lab.purchase where id = ? and amount >= 0
