# Characters as UTF-8 whatever the locale says: without it Java cannot open a folder whose name has a letter that is not
# ASCII, and tells nothing but that its main class is missing. Sourced by ./lab.

# Sets LAB_CTYPE to a locale of this machine whose characters are UTF-8, the user's own if it is one, and uses it for
# characters only: what LC_ALL said of the rest goes on as LANG.
use_utf8() {
    LAB_CTYPE="${LC_ALL:-${LC_CTYPE:-${LANG:-}}}"
    [ "$(charmap_of "$LAB_CTYPE")" != UTF-8 ] || return 0
    for LAB_CTYPE in C.UTF-8 en_US.UTF-8 UTF-8; do
        [ "$(charmap_of "$LAB_CTYPE")" = UTF-8 ] || continue
        [ -z "${LC_ALL:-}" ] || export LANG="$LC_ALL"
        unset LC_ALL
        export LC_CTYPE="$LAB_CTYPE"
        return
    done
    LAB_CTYPE=""
}

charmap_of() {
    [ -z "$1" ] || LC_ALL="$1" locale charmap 2> /dev/null || true
}

use_utf8
