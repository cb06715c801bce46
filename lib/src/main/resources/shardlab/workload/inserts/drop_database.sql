drop database if exists insert_lab_plain with (force)
