select node, name, setting from monitor_lab.before order by node, name
