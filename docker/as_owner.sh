#!/usr/bin/env bash
# Runs a command as the user `lab`, with the number of whoever owns the mounted notebooks: on a Linux host they are the
# files of an account of the host, and JupyterLab must be able to save them. What the image holds is open to lab's group.
# SHARDLAB_UID says another number. Started as another user than root, it runs the command as that user.
set -euo pipefail

NOTEBOOKS=/home/lab/shardlab/notebooks

if [ "$(id -u)" != 0 ]; then
    exec "$@"
fi

as() {
    setpriv --reuid="$1" --regid="$2" --groups="$lab" -- "${@:3}"
}

lab="$(id -g lab)"
uid="$(id -u lab)"
gid="$lab"
# Docker Desktop lets every user write, whoever the owner seems to be.
if [ -n "${SHARDLAB_UID:-}" ] || ! as "$uid" "$gid" test -w "$NOTEBOOKS"; then
    uid="${SHARDLAB_UID:-$(stat -c %u "$NOTEBOOKS")}"
    gid="$(stat -c %g "$NOTEBOOKS")"
fi
# Programs look up a name for the number that they run as.
[ "$uid" = 0 ] || sed -i "s/^lab:x:[0-9]*:/lab:x:$uid:/" /etc/passwd
export HOME=/home/lab
exec setpriv --reuid="$uid" --regid="$gid" --groups="$lab" -- "$@"
