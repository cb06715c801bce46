set statement_timeout = '1s'
