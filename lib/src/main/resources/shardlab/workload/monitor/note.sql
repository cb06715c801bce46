insert into monitor_lab.before (node, name, setting) values (?, ?, ?)
