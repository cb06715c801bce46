select create_distributed_table('sale', 'state')
