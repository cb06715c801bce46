update failure_lab.sale set amount = amount + 1 where state = ? and id = 1
