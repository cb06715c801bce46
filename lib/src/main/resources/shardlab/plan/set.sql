-- until the end of the transaction
select set_config(?, ?, true)
