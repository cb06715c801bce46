update transfer_lab.local_account set balance = balance + ? where branch = ? and id = ?
