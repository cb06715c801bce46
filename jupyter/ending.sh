# How ./lab ends before its time: by a signal, at any moment, with one line, status 130 or 143, and no process left.
# Sourced by ./lab, first of all.

say() {
    printf '%s\n' "$*" >&2
}

ending_line() {
    case "$COMMAND" in
        run)      echo "stopped; no book was made. The cluster keeps running: ./lab status" ;;
        notebook) echo "JupyterLab has ended. The cluster keeps running; ./lab down stops it." ;;
        setup)    echo "stopped; ./lab setup does the rest" ;;
        *)        echo "stopped" ;;
    esac
}

# $1 the number of the signal
ended() {
    trap '' INT TERM HUP
    local job
    for job in $(jobs -p); do
        end_group "$job"
    done
    [ ! -t 2 ] || say ""
    say "$(ending_line)"
    exit $((128 + $1))
}

# A supervised program is the first of a process group; it gets a while to end what it has begun.
end_group() {
    kill -TERM -- "-$1" 2> /dev/null || return 0
    (
        for _ in $(seq 150); do
            sleep 0.1
            kill -0 -- "-$1" 2> /dev/null || exit 0
        done
        kill -KILL -- "-$1" 2> /dev/null
    ) &
    local watchdog=$!
    disown "$watchdog"
    wait "$1" 2> /dev/null || true
    kill -KILL -- "-$1" 2> /dev/null || true
    kill -KILL "$watchdog" 2> /dev/null || true
}

# Runs a program and waits for it so that a signal ends both: bash by itself would wait for the program's end first.
supervised() {
    set -m
    "$@" <&0 &
    local child=$!
    set +m
    wait "$child"
}

trap 'ended 1' HUP
trap 'ended 2' INT
trap 'ended 15' TERM
