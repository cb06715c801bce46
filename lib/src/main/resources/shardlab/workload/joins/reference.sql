select create_reference_table('sale_reference')
