select create_distributed_table(?, ?, colocate_with => ?)
