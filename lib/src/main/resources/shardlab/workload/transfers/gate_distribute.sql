select create_distributed_table('transfer_lab.gate',    'branch', colocate_with => 'transfer_lab.account'),
       create_distributed_table('transfer_lab.passage', 'branch', colocate_with => 'transfer_lab.account')
