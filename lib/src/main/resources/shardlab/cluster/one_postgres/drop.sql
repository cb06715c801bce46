drop schema if exists %I cascade
