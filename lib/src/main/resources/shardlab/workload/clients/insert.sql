insert into client_lab.users (id, name) values (:id, 'a new user')
