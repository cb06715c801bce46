# Whose this clone is, and who may write into it. Sourced by ./lab.

user_id_of() {
    stat -c %u "$1" 2> /dev/null || stat -f %u "$1"
}

user_name_of() {
    stat -c %U "$1" 2> /dev/null || stat -f %Su "$1"
}

# What ./lab makes is nobody else's to write to, whatever the umask. A container whose users share a group says
# SHARDLAB_SHARED=group.
close_to_others() {
    local closed=022
    [ "${SHARDLAB_SHARED:-}" != group ] || closed=002
    umask "$(printf '%04o' $(( 0$(umask) | closed )))"
}

check_owner() {
    local owner
    owner="$(user_id_of "$LAB_ROOT")"
    if [ "$(id -u)" = 0 ] && [ "$owner" != 0 ] && [ "${SHARDLAB_AS_ROOT:-}" != yes ]; then
        say "this folder belongs to $(user_name_of "$LAB_ROOT"), and root would take it away: sudo -u '#$owner' ./lab …" \
            "(or SHARDLAB_AS_ROOT=yes ./lab … where that is meant)"
        exit 1
    fi
    check_writable "$LAB_ROOT/.lab" "$LAB_ROOT/lib/target"
}

# The first of what is there, and else the folder that it would be made in, that this account may not write to.
check_writable() {
    local path
    for path in "$@" "$LAB_STATE"/*; do
        [ -e "$path" ] || path="$(dirname "$path")"
        [ -d "$path" ] || continue
        if [ ! -w "$path" ]; then
            say "$path belongs to $(user_name_of "$path"), and $(id -un) may not write there: run ./lab as" \
                "$(user_name_of "$path"), or make it yours (sudo chown -R $(id -un) '$path'), or clone the lab anew"
            exit 1
        fi
    done
}

# PostgreSQL's own programs hand paths to a shell in double quotes, and Java cannot have a colon in its class path.
check_path() {
    local bad=""
    case "$1" in
        *:*)    bad="a colon" ;;
        *'$'*)  bad="a dollar sign" ;;
        *'"'*)  bad="a double quote" ;;
        *'`'*)  bad="a backquote" ;;
        *'\'*)  bad="a backslash" ;;
        *$'\n'*) bad="a line break" ;;
    esac
    [ -z "$bad" ] || { say "this folder's name has $bad, which not every program takes: move $1"; exit 1; }
}

# Python's and PostgreSQL's programs are kept in .lab.
check_executable() {
    local probe="$LAB_STATE/probe.$$"
    mkdir -p "$LAB_STATE" || exit 1
    printf '#!/bin/sh\nexit 0\n' > "$probe"
    chmod u+x "$probe"
    if ! "$probe" 2> /dev/null; then
        rm -f "$probe"
        say "no program can be run from $LAB_STATE: its file system is mounted noexec. Clone the lab to another place"
        exit 1
    fi
    rm -f "$probe"
}
