-- a node that knows another one: a foreign server, a login, and a schema for the other's tables
create extension if not exists postgres_fdw;
create server %1$I foreign data wrapper postgres_fdw
    options (host %2$L, port %3$L, dbname %4$L, fetch_size '10000');
create user mapping for current_user server %1$I options (user %5$L, password %6$L);
create schema %1$I
