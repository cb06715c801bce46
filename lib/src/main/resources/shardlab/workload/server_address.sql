-- the address at which the server sees this connection arrive: a container's own, not the one that was dialled
select host(inet_server_addr())
