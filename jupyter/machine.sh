# What this machine has: a JDK, a Python, a psql; and one line for each piece that is missing. Sourced by ./lab.

# One line for a missing piece, then the end. $1 what is missing, $2 the command that installs it.
missing() {
    say "missing: $1. Install it: $2"
    exit 1
}

absolute() {
    case "$1" in
        /*) printf '%s' "$1" ;;
        *)  printf '%s' "$PWD/$1" ;;
    esac
}

# The file behind a chain of symbolic links; readlink -f is not everywhere.
real_file() {
    local file="$1" link
    while [ -L "$file" ]; do
        link="$(readlink "$file")"
        case "$link" in
            /*) file="$link" ;;
            *)  file="$(dirname "$file")/$link" ;;
        esac
    done
    printf '%s/%s' "$(cd "$(dirname "$file")" && pwd -P)" "$(basename "$file")"
}

# The command that installs a package here. $1 for apt, $2 for dnf, $3 for brew, $4 where none of them is.
install_command() {
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo "
    if command -v apt-get > /dev/null; then
        echo "${sudo}apt-get install -y $1"
    elif command -v dnf > /dev/null; then
        echo "${sudo}dnf install -y $2"
    elif command -v brew > /dev/null; then
        echo "brew install $3"
    else
        echo "$4"
    fi
}

# The major version of the JDK in folder $1, or nothing if it is not a whole JDK. Starts no JVM where it need not.
jdk_version() {
    local home="$1" version=""
    [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 0
    if [ -r "$home/release" ]; then
        version="$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$home/release")"
    fi
    if [ -z "$version" ]; then
        version="$("$home/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9][0-9]*\).*/\1/p')"
    fi
    printf '%s' "$version"
}

is_jdk() {
    local version
    version="$(jdk_version "$1")"
    [ -n "$version" ] && [ "$version" -ge 17 ]
}

jdk_candidates() {
    if command -v java > /dev/null; then
        dirname "$(dirname "$(real_file "$(command -v java)")")"
    fi
    if command -v javac > /dev/null; then
        dirname "$(dirname "$(real_file "$(command -v javac)")")"
    fi
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v 17+ 2> /dev/null || true
    fi
    local home
    for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/current "$HOME"/.jdks/* \
            /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
            /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        echo "$home"
    done
}

# Sets JAVA_HOME and JAVA: JAVA_HOME where it is a JDK, else java on the PATH, else the usual places.
find_java() {
    local home
    if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
        JAVA="$JAVA_HOME/bin/java"
        return
    fi
    while IFS= read -r home; do
        if is_jdk "$home"; then
            [ -z "${JAVA_HOME:-}" ] || say "JAVA_HOME is no JDK 17 or newer ($JAVA_HOME): using $home"
            export JAVA_HOME="$home"
            JAVA="$home/bin/java"
            return
        fi
    done < <(jdk_candidates 2> /dev/null)
    missing "a JDK, 17 or newer (a JRE is not enough)" \
        "$(install_command openjdk-17-jdk-headless java-17-openjdk-devel openjdk@17 \
            'see https://adoptium.net, then point JAVA_HOME to it')"
}

python_fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2> /dev/null
}

# Sets PYTHON. Called only when the virtual environment has to be made.
find_python() {
    local name
    for name in ${SHARDLAB_PYTHON:+"$SHARDLAB_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
        if command -v "$name" > /dev/null && python_fits "$name"; then
            PYTHON="$(command -v "$name")"
            "$PYTHON" -c 'import venv, ensurepip' 2> /dev/null || missing "Python's venv module" \
                "$(install_command "$(debian_venv)" python3 python@3.12 "a Python with venv from https://python.org")"
            return
        fi
    done
    missing "Python, 3.10 or newer" \
        "$(install_command 'python3 python3-venv' python3.11 python@3.12 'see https://python.org')"
}

debian_venv() {
    "$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# The psql of this machine, or nothing.
find_psql() {
    local folder
    if command -v psql > /dev/null; then
        command -v psql
        return
    fi
    for folder in "$(pg_config --bindir 2> /dev/null || true)" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
            /opt/homebrew/opt/libpq/bin /usr/local/opt/libpq/bin; do
        if [ -n "$folder" ] && [ -x "$folder/psql" ]; then
            echo "$folder/psql"
            return
        fi
    done
}
