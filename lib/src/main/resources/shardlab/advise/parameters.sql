select cardinality(parameter_types) from pg_prepared_statements where name = 'advise'
