truncate %s
