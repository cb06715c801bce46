update transfer_lab.account set balance = 1000 where balance <> 1000
