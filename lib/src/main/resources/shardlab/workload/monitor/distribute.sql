select create_distributed_table('monitor_lab.purchase', 'tenant')
