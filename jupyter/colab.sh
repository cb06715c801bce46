#!/usr/bin/env bash
# Sets the lab up on Google Colab's machine, as root: a JDK, JJava in Colab's own Jupyter with the proxy that its ipc
# transport needs, the library, and, when asked for, the real Citus. colab/setup.ipynb runs it. It may run twice.
# usage: colab.sh [embedded|image]
set -euo pipefail

ENGINE="${1:-embedded}"
LAB_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
export DEBIAN_FRONTEND=noninteractive

say() {
    printf '%s\n' "$*"
}

install_packages() {
    apt-get -qq install -y --no-install-recommends "$@" < /dev/null > /dev/null
}

install_java() {
    say "a JDK and a font"
    apt-get -qq update || say "apt-get update failed: going on with what is known"
    install_packages openjdk-17-jdk-headless fontconfig fonts-dejavu-core libfreetype6
}

# Only the kernel: what Jupyter itself is made of is Colab's.
install_jjava() {
    say "JJava"
    local pin
    pin="$(mktemp)"
    sed -n '/^jjava==/,/^[^ ].*[^\\]$\|^    #/p' "$LAB_ROOT/jupyter/requirements.txt" > "$pin"
    "$SHARDLAB_JUPYTER" -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r "$pin"
    rm -f "$pin"
}

case "$ENGINE" in
    embedded|image) export SHARDLAB_ENGINE="$ENGINE" ;;
    *) say "there is no '$ENGINE' here: say embedded or image"; exit 2 ;;
esac
SHARDLAB_JUPYTER="$(command -v "${SHARDLAB_PYTHON:-python3}")"
export SHARDLAB_JUPYTER SHARDLAB_TRANSPORT=ipc

install_java
install_jjava
"$LAB_ROOT/lab" setup 2>&1
[ "$ENGINE" = embedded ] || "$LAB_ROOT/lab" citus 2>&1
"$LAB_ROOT/lab" up
say "ready: the runtime 'Java (shardlab)' is there"
