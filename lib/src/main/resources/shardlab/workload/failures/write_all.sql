update failure_lab.sale set amount = amount + 1
