# Sets up what is missing: the Python environment, the Java library, the Java kernel. Sourced by ./lab.
# Each piece has a stamp, the checksum of what it was made from; a piece whose stamp fits is left alone, so a
# second start costs a checksum. A stamp is written last: a set-up that was interrupted is done again.

# SHARDLAB_JUPYTER names the Python of a Jupyter that is there already, in a conda environment or a container: then no
# virtual environment is made, and the kernel goes where that Jupyter looks for kernels.
VENV="$LAB_STATE/venv"
LAB_PYTHON="${SHARDLAB_JUPYTER:-$VENV/bin/python}"
LAB_JAR="$LAB_ROOT/lib/target/shardlab.jar"
STAMPS="$LAB_STATE/stamps"
LOGS="$LAB_STATE/logs"
KERNEL="$VENV/share/jupyter/kernels/java"

checksum() {
    cksum | tr ' ' '-'
}

venv_sum() {
    { echo "$VENV"; cat "$LAB_ROOT/jupyter/requirements.txt" "$@"; } | checksum
}

# The Python that the environment was made from; after an upgrade of the machine's Python it is another file.
venv_python() {
    [ -x "$VENV/bin/python" ] && real_file "$VENV/bin/python"
}

library_sum() {
    (cd "$LAB_ROOT/lib" && find pom.xml src/main ../docker-compose.yml ../init_citus.sql -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum) | checksum
}

kernel_sum() {
    { echo "$JAVA $LAB_JAR $KERNEL ${SHARDLAB_TRANSPORT:-} $LAB_CTYPE"; cat "$LAB_ROOT/jupyter/kernel.json" \
        "$LAB_ROOT/jupyter/jupyterlab.json"; } | checksum
}

stamped() {
    [ -f "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]
}

stamp() {
    mkdir -p "$STAMPS"
    printf '%s\n' "$2" > "$STAMPS/$1.new"
    mv "$STAMPS/$1.new" "$STAMPS/$1"
}

venv_ready() {
    [ -n "${SHARDLAB_JUPYTER:-}" ] || stamped python "$(venv_sum) $(venv_python)"
}

library_ready() {
    [ -f "$LAB_JAR" ] && stamped library "$(library_sum)" \
        && [ -z "$(find "$LAB_ROOT/lib/pom.xml" "$LAB_ROOT/lib/src/main" "$LAB_ROOT/docker-compose.yml" \
            "$LAB_ROOT/init_citus.sql" -newer "$LAB_JAR" -type f | head -n 1)" ]
}

kernel_ready() {
    [ -f "$KERNEL/kernel.json" ] && stamped kernel "$(kernel_sum)"
}

# Everything that a notebook needs.
set_up() {
    find_java
    find_jupyter
    if venv_ready && library_ready && kernel_ready; then
        return
    fi
    locked make_all
}

# What the cluster's commands need: no Python.
set_up_java() {
    find_java
    library_ready || locked make_library
}

set_up_tests() {
    set_up
    tests_ready || locked make_tests
}

tests_ready() {
    stamped tests "$(venv_sum "$LAB_ROOT/jupyter/requirements-test.txt") $(venv_python)"
}

make_all() {
    venv_ready || make_venv
    library_ready || make_library
    kernel_ready || make_kernel
}

# Runs $1 while no other set-up of this clone runs.
locked() {
    check_executable
    mkdir -p "$STAMPS" "$LOGS" || { say "cannot write to $LAB_STATE: make it yours, or clone anew"; exit 1; }
    if command -v flock > /dev/null; then
        exec 9> "$LAB_STATE/setup.lock"
        flock -n 9 || { say "another set-up of this folder is running: waiting for it"; supervised flock 9; }
        "$1"
        exec 9>&-
    else
        "$1"
    fi
}

# Where JJava's package has put its kernel: always below a folder that the environment's Jupyter looks into.
find_jupyter() {
    [ -n "${SHARDLAB_JUPYTER:-}" ] || return 0
    KERNEL="$("$LAB_PYTHON" - 2> /dev/null <<'PYTHON'
from importlib.metadata import files
print(next(file for file in files("jjava") if file.name == "jjava.jar").locate().resolve().parent)
PYTHON
    )" || missing "JJava in the environment of SHARDLAB_JUPYTER ($LAB_PYTHON)" \
        "$LAB_PYTHON -m pip install --require-hashes -r '$LAB_ROOT/jupyter/requirements.txt'"
}

make_venv() {
    find_python
    local log="$LOGS/python.log"
    rm -rf "$VENV" "$STAMPS/python" "$STAMPS/tests" "$STAMPS/kernel"
    step "Python environment: JupyterLab, JJava, nbconvert" "$log" install_requirements
    stamp python "$(venv_sum) $(venv_python)"
}

install_requirements() {
    "$PYTHON" -m venv "$VENV" && pip_install "$LAB_ROOT/jupyter/requirements.txt"
}

make_tests() {
    step "Python test tools: pytest, Playwright" "$LOGS/tests.log" pip_install "$LAB_ROOT/jupyter/requirements-test.txt"
    stamp tests "$(venv_sum "$LAB_ROOT/jupyter/requirements-test.txt") $(venv_python)"
}

pip_install() {
    "$LAB_PYTHON" -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes -r "$1"
}

make_library() {
    library_ready && return
    local sum
    sum="$(library_sum)"
    # A kernel that runs keeps the old file open: it must be a new one, not the old one written over.
    rm -f "$LAB_JAR" "$STAMPS/library"
    step "Java library, with PostgreSQL from Maven Central" "$LOGS/library.log" build_library
    touch "$LAB_JAR"
    stamp library "$sum"
}

build_library() {
    (cd "$LAB_ROOT/lib" && ./mvnw -B -ntp -q -Dmaven.test.skip=true package < /dev/null)
}

make_kernel() {
    local settings="${KERNEL%/kernels/java}/lab/settings"
    mkdir -p "$KERNEL" "$settings"
    sed -e "s|\"@JAVA@\"|$(proxy_arguments)&|" \
        -e "s|@JAVA@|$(json_text "$JAVA")|" \
        -e "s|@LOGGING@|$(json_text "$LAB_ROOT/jupyter/logging.properties")|" \
        -e "s|@JJAVA@|$(json_text "$KERNEL/jjava.jar")|" \
        -e "s|@LIBRARY@|$(json_text "$LAB_JAR")|" \
        -e "s|@CTYPE@|$(json_text "$LAB_CTYPE")|" "$LAB_ROOT/jupyter/kernel.json" > "$KERNEL/kernel.json.new"
    mv "$KERNEL/kernel.json.new" "$KERNEL/kernel.json"
    cp "$LAB_ROOT/jupyter/jupyterlab.json" "$settings/overrides.json"
    stamp kernel "$(kernel_sum)"
}

# What stands before java in the kernel's command where Jupyter speaks ipc, which JJava does not (SHARDLAB_TRANSPORT=ipc).
proxy_arguments() {
    [ "${SHARDLAB_TRANSPORT:-tcp}" = ipc ] || return 0
    printf '"%s", "%s", "--folder", "%s",\\n    ' "$(json_text "$LAB_PYTHON")" \
        "$(json_text "$LAB_ROOT/jupyter/ipc_proxy.py")" "$(json_text "$LAB_ROOT/notebooks")"
}

# A path as it stands in a JSON string, and in the right side of sed's s command.
json_text() {
    printf '%s' "$1" | sed -e 's/[\\"]/\\&/g' -e 's/[\\&|]/\\&/g'
}

# One line for a long step, with its seconds. $1 what it is, $2 its log, then the command.
step() {
    local what="$1" log="$2" began=$SECONDS pid
    shift 2
    printf '  %s ...' "$what" >&2
    set -m
    "$@" > "$log" 2>&1 9>&- < /dev/null &
    pid=$!
    set +m
    while [ -t 2 ] && kill -0 "$pid" 2> /dev/null; do
        printf '\r  %s ... %d s' "$what" $((SECONDS - began)) >&2
        sleep 0.5
    done
    if wait "$pid"; then
        [ -t 2 ] && printf '\r' >&2 || printf '\r' > /dev/null
        finish_line "$what" $((SECONDS - began))
    else
        say ""
        say "failed: $what. The end of $log:"
        grep -v -e 'Help 1' -e 're-run Maven' -e 'full stack trace' -e '^\[ERROR\] *$' "$log" | tail -n 15 | sed 's/^/    /' >&2
        if grep -q -i -e 'unknown host' -e 'could not transfer' -e 'failed to establish' -e 'name resolution' \
                -e 'network is unreachable' -e 'no matching distribution' -e 'timed out' -e 'could not resolve host' "$log"; then
            say "The first set-up downloads what it needs; when the network is there: ./lab setup"
        fi
        exit 1
    fi
}

finish_line() {
    if [ -t 2 ]; then
        printf '\r  %s ... %d s\n' "$1" "$2" >&2
    else
        printf ' %d s\n' "$2" >&2
    fi
}

# Keeps all that Jupyter writes under .lab, away from the learner's own Jupyter.
jupyter_environment() {
    local state="$LAB_STATE/jupyter"
    unset JUPYTER_PATH JUPYTER_CONFIG_PATH PYTHONHOME
    export JUPYTER_CONFIG_DIR="$state/config" JUPYTER_DATA_DIR="$state/data" JUPYTER_RUNTIME_DIR="$state/runtime"
    export JUPYTERLAB_SETTINGS_DIR="$state/settings" JUPYTERLAB_WORKSPACES_DIR="$state/workspaces"
    export IPYTHONDIR="$state/ipython" JUPYTER_PLATFORM_DIRS=0
    export PYTHONPATH="$LAB_ROOT/jupyter" PYTHONDONTWRITEBYTECODE=1
    export LAB_JAR JAVA
    mkdir -p "$state"
}
