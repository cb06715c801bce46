select success, result from run_command_on_workers(?) order by nodeport, nodename
