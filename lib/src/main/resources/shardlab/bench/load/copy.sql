\copy %I.%I from %s
