select branch from transfer_lab.gate where branch = ? for update
