copy %I.%I from stdin (format %s)
