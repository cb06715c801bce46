select count(*) from client_lab.users where visits > 1000000
