copy %I from stdin (format binary)
