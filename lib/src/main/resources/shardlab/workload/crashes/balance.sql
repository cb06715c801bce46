select balance from %s where branch = ? and id = ?
