#!/usr/bin/env bash
# Sets the lab up on Google Colab's machine, as root: a JDK, JJava in Colab's own Jupyter with the proxy that its ipc
# transport needs, the library, and, when asked for, Citus. colab/setup.ipynb runs it. It may run twice.
# usage: colab.sh [embedded|citus]
set -euo pipefail

ENGINE="${1:-embedded}"
LAB_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
CITUS_PACKAGES=https://repos.citusdata.com/community
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

# Citus's own packages need the PostgreSQL of postgresql.org's packages. Nothing that was fetched is run: Citus's key is
# a file that apt alone reads, for packages of Citus alone. There is no word of Citus on the key's fingerprint to hold it
# to; it comes over https from the host that the packages come from.
install_citus() {
    say "Citus, from its own packages"
    install_packages curl ca-certificates gnupg postgresql-common
    # The lab starts servers of its own: no other is to be made and started.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/shardlab.conf
    /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y > /dev/null
    local key=/usr/share/keyrings/citusdata.gpg system release
    system="$(. /etc/os-release && echo "$ID")"
    release="$(. /etc/os-release && echo "$VERSION_CODENAME")"
    curl -fsSL --proto '=https' "$CITUS_PACKAGES/gpgkey" | gpg --batch --yes --dearmor -o "$key"
    echo "deb [signed-by=$key] $CITUS_PACKAGES/$system/ $release main" > /etc/apt/sources.list.d/citusdata.list
    apt-get -qq update || { say "Citus has no packages for $system $release: say embedded"; exit 1; }
    local package
    package="$(newest_citus)"
    [ -n "$package" ] || { say "Citus has no packages for this system: say embedded"; exit 1; }
    say "  $package"
    install_packages "$package"
}

# The newest PostgreSQL that has a Citus, and the newest Citus for it.
newest_citus() {
    apt-cache pkgnames postgresql- | grep -E '^postgresql-[0-9]+-citus-[0-9.]+$' | sort -V | tail -n 1
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
    embedded) export SHARDLAB_ENGINE=embedded ;;
    citus)    export SHARDLAB_ENGINE=installed ;;
    *) say "there is no '$ENGINE' here: say embedded or citus"; exit 2 ;;
esac
SHARDLAB_JUPYTER="$(command -v "${SHARDLAB_PYTHON:-python3}")"
export SHARDLAB_JUPYTER SHARDLAB_TRANSPORT=ipc

install_java
[ "$ENGINE" = embedded ] || install_citus
install_jjava
"$LAB_ROOT/lab" setup 2>&1
"$LAB_ROOT/lab" up
say "ready: the runtime 'Java (shardlab)' is there"
