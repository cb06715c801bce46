select undistribute_table(?::regclass)
