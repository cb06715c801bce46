select create_distributed_table('users',         'id',   colocate_with => 'none'),
       create_distributed_table('users_by_id',   'id',   colocate_with => 'users'),
       create_distributed_table('users_by_name', 'name', colocate_with => 'none')
