select count(*) from users_by_name join users_by_id using (id)
