lock table transfer_lab.account in share mode
