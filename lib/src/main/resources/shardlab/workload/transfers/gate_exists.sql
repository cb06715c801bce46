select to_regclass('transfer_lab.gate') is not null
