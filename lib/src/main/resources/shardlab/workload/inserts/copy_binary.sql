copy users (id, name, email) from stdin (format binary)
