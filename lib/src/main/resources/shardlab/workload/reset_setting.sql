alter system reset %s
