insert into users (id, name, email) values (?, ?, ?)
