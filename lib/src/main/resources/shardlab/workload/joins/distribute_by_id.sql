select create_distributed_table('sale_by_id', 'sale_id', colocate_with => 'none')
