drop schema if exists join_pair cascade
