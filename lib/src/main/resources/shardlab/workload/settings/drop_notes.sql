drop schema lab_settings cascade
