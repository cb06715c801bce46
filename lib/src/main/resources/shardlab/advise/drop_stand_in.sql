drop function if exists %s
