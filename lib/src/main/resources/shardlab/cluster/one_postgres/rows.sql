copy (%s) to stdout (format binary)
