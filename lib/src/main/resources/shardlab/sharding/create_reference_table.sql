select create_reference_table(?::regclass)
