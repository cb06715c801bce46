select create_distributed_table('client_lab.users', 'id', colocate_with => 'none')
