#!/bin/sh
# Five PostgreSQL servers as one would start them by hand, one after the other: initdb, then pg_ctl, five times.
# What `./lab bench start` compares the lab with. Nodes are not registered with one another here.
#
# usage: five_nodes.sh start|stop BIN FOLDER FIRST_PORT [SERVER OPTIONS]
set -eu
umask 077
action=$1
bin=$2
folder=$3
port=$4
options=${5:-}

as=""
if [ "$(id -u)" = 0 ]; then
    as="unshare --user"
    $as true 2> /dev/null || as="setpriv --reuid=postgres --regid=postgres --clear-groups --"
fi

mkdir -p "$folder"
if [ ! -f "$folder/password" ]; then
    head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/password"
fi
case "$as" in
    setpriv*) chown -R postgres "$folder" ;;
esac
cd "$folder"
for node in coordinator worker-1 worker-2 worker-3 worker-4; do
    if [ "$action" = start ]; then
        $as "$bin/initdb" -D "$folder/$node" -U postgres -A scram-sha-256 --pwfile="$folder/password" \
            --no-locale -E UTF8 > "$folder/$node.initdb"
        $as "$bin/pg_ctl" -D "$folder/$node" -l "$folder/$node.log" -w start \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= $options" > "$folder/$node.start"
        port=$((port + 1))
    elif [ -f "$folder/$node/postmaster.pid" ]; then
        $as "$bin/pg_ctl" -D "$folder/$node" -w -m immediate stop > "$folder/$node.stop"
    fi
done
