create index sale_amount on failure_lab.sale (amount)
