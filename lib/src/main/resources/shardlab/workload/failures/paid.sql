select count(*) from %s_%s where state = ? and request = ?
