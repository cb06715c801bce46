select create_distributed_table('transfer_lab.account', 'branch', colocate_with => 'none', shard_count => 16),
       create_distributed_table('transfer_lab.entry',   'branch', colocate_with => 'transfer_lab.account')
