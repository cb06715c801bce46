select balance from transfer_lab.account where branch = ? and id = ?
