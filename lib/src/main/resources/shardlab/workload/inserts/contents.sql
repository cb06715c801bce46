select count(*) as rows, sum(id) as ids, sum(length(name) + length(email)) as letters from users
