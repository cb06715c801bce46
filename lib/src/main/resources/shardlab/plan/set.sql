select set_config(?, ?, false)
