select create_distributed_function('transfer_lab.move(integer, integer, integer, bigint)', 'at',
                                   colocate_with => 'transfer_lab.account')
