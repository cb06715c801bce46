select name from client_lab.users where id = :id
