# The options of ./lab: taken out of the arguments, checked, and passed on as environment variables. Sourced by ./lab.
# What stands on the command line wins over the environment; nothing that was given is passed over in silence.

LEAST_SALES=10000
MOST_SALES=100000000
MOST_SEED=999999999999999999

ARGS=()
GIVEN=" ${LAB_HIDDEN:-} "
unset LAB_HIDDEN
HELP=no
SERVE_PORT=""
SERVE_BROWSER=auto
RUN_OUTPUT=""
RUN_TIMEOUT=""
RUN_SLIDES=""
LEARNERS=30
ONE_EACH=""
DIFFERENTIAL=""
KILLS=""

wrong() {
    say "$1"
    say "see ./lab --help"
    exit 2
}

# The options that a command takes a value for.
options_of() {
    local cluster="--engine --url" data="--sales --scale --seed"
    case "$1" in
        notebook) echo " $cluster --workers $data --learner --port " ;;
        run)      echo " $cluster --workers $data --learner --output --timeout " ;;
        psql)     echo " $cluster --learner " ;;
        class)    echo " $cluster --workers $data --learners --timeout " ;;
        grade)    echo " --engine --output --timeout " ;;
        bench)    echo " $cluster --workers $data " ;;
        up)       echo " $cluster --workers " ;;
        advise)   echo " $cluster --judge-url " ;;
        test)     echo " --engine --seed --differential --kills " ;;
        setup|citus|restore) echo " " ;;
        *)        echo " $cluster " ;;
    esac
}

# The options that stand alone.
flags_of() {
    case "$1" in
        notebook) echo " --no-browser --reload " ;;
        run)      echo " --reload --slides " ;;
        class)    echo " --one-each " ;;
        *)        echo " " ;;
    esac
}

is_in() {
    [ "${1#* "$2" }" != "$1" ]
}

# Takes the lab's options out of the arguments, wherever they stand; everything else is left in ARGS.
read_options() {
    local known flags option
    known="$(options_of "$COMMAND")"
    flags="$(flags_of "$COMMAND")"
    while [ $# -gt 0 ]; do
        option="${1%%=*}"
        if [ "$1" = "--" ]; then
            shift
            ARGS+=("$@")
            return
        elif [ "${1#--}" != "$1" ] && is_in "$known" "$option"; then
            if [ "$option" != "$1" ]; then
                take_option "$option" "${1#*=}"
            else
                [ $# -ge 2 ] && [ "${2#--}" = "$2" ] || wrong "$option wants a value"
                take_option "$option" "$2"
                shift
            fi
        elif is_in "$flags" "$1"; then
            take_flag "$1"
        elif [ "$1" = "--version" ] && [ "$COMMAND" != psql ]; then
            command_version
            exit 0
        elif [ "$1" = "--help" ] || { [ "$1" = "-h" ] && [ "$COMMAND" != psql ]; }; then
            HELP=yes
        else
            take_argument "$1"
        fi
        shift
    done
}

once() {
    is_in "$GIVEN" "$1" && wrong "$1 is given twice"
    GIVEN="$GIVEN$1 "
}

take_option() {
    once "$1"
    [ -n "$2" ] || wrong "$1 wants a value"
    case "$1" in
        --engine)  export SHARDLAB_ENGINE="$2" ;;
        --url)     export SHARDLAB_URL="$2" ;;
        --judge-url) export SHARDLAB_JUDGE_URL="$2" ;;
        --sales)   export SHARDLAB_SALES="$2" ;;
        --scale)   export SHARDLAB_SCALE="$2" ;;
        --seed)    export SHARDLAB_SEED="$2" ;;
        --learner) export SHARDLAB_LEARNER="$2" ;;
        --workers) export SHARDLAB_WORKERS="$2" ;;
        --port)    SERVE_PORT="$2" ;;
        --output)  RUN_OUTPUT="$(absolute "$2")" ;;
        --timeout) RUN_TIMEOUT="$2" ;;
        --learners) LEARNERS="$2" ;;
        --differential) DIFFERENTIAL="$2" ;;
        --kills)   KILLS="$2" ;;
    esac
}

take_flag() {
    once "$1"
    case "$1" in
        --no-browser) SERVE_BROWSER=no ;;
        --reload)     export SHARDLAB_RELOAD=yes ;;
        --slides)     RUN_SLIDES=yes ;;
        --one-each)   ONE_EACH=yes ;;
    esac
}

# psql and bench have options of their own, and the Java part of the other commands tells which are none.
take_argument() {
    case "$COMMAND $1" in
        notebook\ *|setup\ *|citus\ *) wrong "./lab $COMMAND does not know '$1'" ;;
        run\ -*|class\ -*|test\ -*)     wrong "./lab $COMMAND does not know '$1'" ;;
        psql\ *|bench\ *) ;;
        *\ --sales*|*\ --scale*|*\ --seed*)
            wrong "./lab $COMMAND loads no data: give ${1%%=*} to ./lab, ./lab run or ./lab bench" ;;
    esac
    ARGS+=("$1")
}

check_options() {
    SHARDLAB_ENGINE="$(printf '%s' "${SHARDLAB_ENGINE:-}" | tr '[:upper:]' '[:lower:]')"
    export SHARDLAB_ENGINE
    case "$SHARDLAB_ENGINE" in
        ''|remote|compose|docker|image|installed|embedded) ;;
        *) wrong "there is no engine '$SHARDLAB_ENGINE': say remote, compose, docker, image, installed or embedded" ;;
    esac
    [ "$COMMAND" = advise ] && source_and_judge || one_cluster
    one_judge
    one_size
    check_number "$(source_of --sales SHARDLAB_SALES)" "${SHARDLAB_SALES:-}" "$LEAST_SALES" "$MOST_SALES"
    check_number "$(source_of --seed SHARDLAB_SEED)" "${SHARDLAB_SEED:-}" "-$MOST_SEED" "$MOST_SEED"
    check_number "$(source_of --workers SHARDLAB_WORKERS)" "${SHARDLAB_WORKERS:-}" 1 16
    check_number --port "$SERVE_PORT" 1 65535
    SERVE_PORT="$NUMBER"
    check_number --differential "$DIFFERENTIAL" 1 "$MOST_SEED"
    DIFFERENTIAL="$NUMBER"
    check_number --kills "$KILLS" 1 "$MOST_SEED"
    KILLS="$NUMBER"
    [ "$COMMAND" != test ] || [ -n "$DIFFERENTIAL$KILLS" ] || ! is_in "$GIVEN" --seed \
        || wrong "./lab test takes --seed beside --differential or --kills only"
    default_run
    check_number --learners "$LEARNERS" 1 99
    LEARNERS="$NUMBER"
    check_number --timeout "$RUN_TIMEOUT" 1 31536000
    RUN_TIMEOUT="$NUMBER"
}

default_run() {
    case "$COMMAND" in
        grade) RUN_OUTPUT="${RUN_OUTPUT:-$LAB_ROOT/marks}"; RUN_TIMEOUT="${RUN_TIMEOUT:-600}" ;;
        *)     RUN_OUTPUT="${RUN_OUTPUT:-$LAB_ROOT/book}"; RUN_TIMEOUT="${RUN_TIMEOUT:-3600}" ;;
    esac
}

source_of() {
    if is_in "$GIVEN" "$1"; then echo "$1"; else echo "$2"; fi
}

# The server at the URL is read, and the engine judges; tables in a file need one cluster.
source_and_judge() {
    local argument
    for argument in ${ARGS[@]+"${ARGS[@]}"}; do
        case "$argument" in --schema | --schema=*) return 1 ;; esac
    done
    if is_in "$GIVEN" --engine && [ "$SHARDLAB_ENGINE" = remote ] && [ -z "${SHARDLAB_JUDGE_URL:-}" ]; then
        wrong "--engine remote wants --judge-url beside --url: one is read, the other judges"
    fi
}

# The one of the command line counts.
one_judge() {
    local engine="${SHARDLAB_ENGINE:-remote}"
    [ "$COMMAND" = advise ] && [ -n "${SHARDLAB_JUDGE_URL:-}" ] && [ "$engine" != remote ] || return 0
    if is_in "$GIVEN" --judge-url && ! is_in "$GIVEN" --engine; then
        unset SHARDLAB_ENGINE
    elif is_in "$GIVEN" --engine && ! is_in "$GIVEN" --judge-url; then
        unset SHARDLAB_JUDGE_URL
    else
        wrong "$(source_of --judge-url SHARDLAB_JUDGE_URL) names a judge, and $(source_of --engine SHARDLAB_ENGINE) $engine another: give one"
    fi
}

# A URL is for the engine remote: beside another, the one of the command line counts, and two of one place are refused.
one_cluster() {
    [ -n "${SHARDLAB_URL:-}" ] && [ -n "$SHARDLAB_ENGINE" ] && [ "$SHARDLAB_ENGINE" != remote ] || return 0
    if is_in "$GIVEN" --url && ! is_in "$GIVEN" --engine; then
        unset SHARDLAB_ENGINE
    elif is_in "$GIVEN" --engine && ! is_in "$GIVEN" --url; then
        unset SHARDLAB_URL
    else
        wrong "$(source_of --url SHARDLAB_URL) names a cluster, and $(source_of --engine SHARDLAB_ENGINE) $SHARDLAB_ENGINE another: give one"
    fi
}

one_size() {
    if is_in "$GIVEN" --sales && is_in "$GIVEN" --scale; then
        wrong "--sales and --scale are two sizes: give one of them"
    fi
    is_in "$GIVEN" --sales && unset SHARDLAB_SCALE
    is_in "$GIVEN" --scale && unset SHARDLAB_SALES
    case "$(printf '%s' "${SHARDLAB_SCALE:-}" | tr '[:upper:]' '[:lower:]')" in
        ''|small|default|large) ;;
        *) wrong "there is no scale '$SHARDLAB_SCALE': say small, default or large, or --sales N" ;;
    esac
}

# Sets NUMBER to the digits of $2, a whole number from $3 to $4, which _ or , may group; $1 is what it is called.
check_number() {
    local digits sign=""
    NUMBER=""
    [ -n "$2" ] || return 0
    if [[ "$2" =~ ^-?[0-9]+([_,][0-9]+)*$ ]]; then
        digits="${2//[_,]/}"
        [ "${digits#-}" = "$digits" ] || sign="-"
        digits="$(printf '%s' "${digits#-}" | sed 's/^0*\([0-9]\)/\1/')"
        if [ ${#digits} -le 18 ] && [ "$sign$digits" -ge "$3" ] && [ "$sign$digits" -le "$4" ]; then
            NUMBER="$sign$digits"
            return 0
        fi
    fi
    wrong "$1 is '$2': give a whole number from $(grouped "$3") to $(grouped "$4"); digits may be grouped by _ or ,"
}

grouped() {
    printf '%s' "$1" | sed -e ':group' -e 's/\([0-9]\)\([0-9]\{3\}\)\(,\|$\)/\1,\2\3/' -e 'tgroup'
}

no_arguments() {
    [ ${#ARGS[@]} -eq 0 ] || wrong "./lab $COMMAND does not know '${ARGS[0]}'"
}
