select count(*) from client_lab.users where id = any (?::bigint[])
