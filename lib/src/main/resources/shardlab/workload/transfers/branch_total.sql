select sum(balance)::bigint as total from transfer_lab.account where branch = ?
