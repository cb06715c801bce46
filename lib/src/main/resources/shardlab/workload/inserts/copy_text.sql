copy users (id, name, email) from stdin
