select count(*) as accounts, sum(balance)::bigint as total from transfer_lab.account
