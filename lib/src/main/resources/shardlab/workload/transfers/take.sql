update transfer_lab.account set balance = balance - ? where branch = ? and id = ?
