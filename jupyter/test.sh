# `./lab test`: all that CI runs. Sourced by ./lab.
#
# The tests have a home of their own, .lab/test, so that a learner's cluster and data are not touched: its servers
# are stopped and its files removed at the end, whatever happened.

TEST_HOME="$LAB_STATE/test"
STAGES="library notebooks python"

run_tests() {
    local stage stages="${*:-$STAGES}" failed=""
    RANDOM_SEED="${SHARDLAB_SEED:-}"
    ONLY_ENGINE=""
    is_in "$GIVEN" --engine && ONLY_ENGINE="$SHARDLAB_ENGINE"
    if [ -n "$DIFFERENTIAL$KILLS$ONLY_ENGINE" ]; then
        [ $# -eq 0 ] || wrong "--engine, --differential and --kills are tests of their own: name no part beside them"
        check_engine_of_tests
        stages="${DIFFERENTIAL:+differential} ${KILLS:+kills}"
        [ -n "$DIFFERENTIAL$KILLS" ] || stages=engine
    fi
    for stage in $stages; do
        case " $STAGES ${ONLY_ENGINE:+engine }${DIFFERENTIAL:+differential }${KILLS:+kills }" in
            *" $stage "*) ;;
            *) wrong "./lab test has no part '$stage': say library, notebooks or python" ;;
        esac
    done
    set_up_tests
    jupyter_environment
    test_environment
    trap end_tests EXIT
    for stage in $stages; do
        say ""
        say "== $stage"
        "test_$stage" || failed="$failed $stage"
    done
    say ""
    [ -z "$failed" ] || { say "failed:$failed"; exit 1; }
    say "all passed: $stages"
}

check_engine_of_tests() {
    case "$ONLY_ENGINE" in
        ''|embedded|installed|image) ;;
        *) wrong "there are no tests of its own for the engine '$ONLY_ENGINE': say embedded, installed or image" ;;
    esac
    [ -z "$ONLY_ENGINE" ] || [ -z "$DIFFERENTIAL" ] \
        || wrong "--differential compares embedded with a Citus: it takes no --engine"
}

# A small data set on the engine that is always there; nothing of the learner's choices is taken over.
test_environment() {
    export SHARDLAB_HOME="$TEST_HOME" SHARDLAB_NOTEBOOKS="$LAB_ROOT/notebooks"
    unset SHARDLAB_ENGINE SHARDLAB_URL SHARDLAB_SALES SHARDLAB_SCALE SHARDLAB_SEED SHARDLAB_LEARNER JUPYTERHUB_USER
    remove_test_home || exit 1
    mkdir -p "$TEST_HOME" "$LAB_STATE/artifacts"
}

# Files go only when no server runs in them any more; a run that was killed may have left some.
remove_test_home() {
    [ -e "$TEST_HOME" ] || return 0
    if ! on_embedded_small java_main reset --yes > "$LOGS/test-end.log" 2>&1; then
        say "the servers of the tests could not be removed, and their files in $TEST_HOME are left:"
        say "$(tail -n 5 "$LOGS/test-end.log")"
        return 1
    fi
    rm -rf "$TEST_HOME"
}

on_embedded_small() {
    SHARDLAB_ENGINE=embedded SHARDLAB_SCALE=small "$@"
}

test_library() {
    supervised in_library ./mvnw -B -ntp -Panalysis test
}

in_library() {
    cd "$LAB_ROOT/lib" && "$@" < /dev/null
}

# So many statements by chance, on embedded and on the Citus of this machine; the seed is printed, and --seed repeats it.
test_differential() {
    (cd "$LAB_ROOT/lib" && ./mvnw -B -ntp test -Dtest=DifferentialTest -Dshardlab.differential.statements="$DIFFERENTIAL" \
        ${RANDOM_SEED:+-Dshardlab.differential.seed="$RANDOM_SEED"} < /dev/null)
}

# So many servers killed at random on each engine, or on one; as many crashes in transactions; then what fetches an image.
test_kills() {
    (cd "$LAB_ROOT/lib" && ./mvnw -B -ntp test -Dtest=KillsTest,CrashesTest,ImageKillsTest -Dshardlab.kills="$KILLS" \
        ${ONLY_ENGINE:+-Dshardlab.test.engine="$ONLY_ENGINE"} \
        ${RANDOM_SEED:+-Dshardlab.kills.seed="$RANDOM_SEED"} < /dev/null)
}

# On one engine, which must be there: the whole contract, then its lifecycle, identity and thief.
test_engine() {
    local own
    own="$(printf '%s' "${ONLY_ENGINE%"${ONLY_ENGINE#?}"}" | tr '[:lower:]' '[:upper:]')${ONLY_ENGINE#?}"
    supervised in_library ./mvnw -B -ntp test -Dshardlab.test.engine="$ONLY_ENGINE" \
        -Dtest="shardlab.contract.*Test,${own}LifecycleTest,${own}IdentityTest,${own}ThiefTest"
}

test_notebooks() {
    on_embedded_small supervised "$LAB_PYTHON" -m labbook.run --output "$LAB_STATE/artifacts/book" --timeout 600 \
        --notebooks "$SHARDLAB_NOTEBOOKS"
}

test_python() {
    on_embedded_small supervised "$LAB_PYTHON" -m pytest -ra -p no:cacheprovider "$LAB_ROOT/jupyter/tests"
}

end_tests() {
    local status=$?
    trap '' INT TERM HUP
    remove_test_home || status=1
    exit "$status"
}
