#!/usr/bin/env bash
# Waits until every node answers a query over TCP, then registers them with the coordinator. May run any number of times.
# usage: register.sh COORDINATOR WORKER...
set -euo pipefail

MOST_SECONDS=180
export PGDATABASE="${PGDATABASE:-postgres}" PGCONNECT_TIMEOUT=3

answers() {
    psql -h "$1" -qtAc "select 1 from pg_extension where extname = 'citus'" 2> /dev/null | grep -qx 1
}

for node in "$@"; do
    until answers "$node"; do
        if [ "$SECONDS" -ge "$MOST_SECONDS" ]; then
            echo "$node did not answer within $MOST_SECONDS s:" >&2
            psql -h "$node" -c 'select 1' >&2 || true
            exit 1
        fi
        sleep 0.5
    done
done

coordinator="$1"
shift
workers="$*"
psql -h "$coordinator" -X -q -v ON_ERROR_STOP=1 -v coordinator="$coordinator" -v workers="$workers" \
    -f "$(dirname "${BASH_SOURCE[0]}")/register.sql"
