drop schema if exists by_hand cascade
