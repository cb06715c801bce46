select create_distributed_table('users', 'id', colocate_with => 'none'),
       create_distributed_table('users_by_state', 'state', colocate_with => 'none')
