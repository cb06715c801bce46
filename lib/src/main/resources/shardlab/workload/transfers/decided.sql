select exists (select from transfer_lab.decision where gid = ?)
