select create_distributed_table('failure_lab.sale', 'state', colocate_with => 'none', shard_count => 32),
       create_distributed_table('failure_lab.payment', 'state', colocate_with => 'failure_lab.sale'),
       create_distributed_table('failure_lab.payment_by_request', 'state', colocate_with => 'failure_lab.sale'),
       create_reference_table('failure_lab.coupon')
