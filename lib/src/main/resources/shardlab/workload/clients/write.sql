update client_lab.users set visits = visits + 1 where id = :id
