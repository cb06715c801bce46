select create_distributed_table('sale_detail', 'state', colocate_with => 'sale')
