# shellcheck shell=sh
# For suites of tests that are scripts: a racklined on a database of its own in $folder, and claims that are counted.
# A suite sets `suite` and `build`, reads this file, and ends with `sum_up`.
# shellcheck disable=SC2154 # set by the suite

racklined=$(realpath "$build")/racklined
folder=$(mktemp -dt "rackline-test-$$-XXXXXX") # packaging/test removes those whose process is no more
database=$folder/rackline.db
# At this rate the fifteen minutes in which an operator may correct a slip are ten milliseconds of the world.
settings="--database $database --site TST1 --training --clock-rate 86400 --correction-window-min 10080"
daemon=
status=0
passed=0
failed=0

clean_up() {
    [ -z "$daemon" ] || kill -KILL "$daemon" 2>/dev/null
    rm -rf "$folder"
}
trap clean_up EXIT

# claim 'what must be' condition...; a condition of several commands is one text for eval
claim() {
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAILED $suite: $what"
    echo "    status $status"
    for file in out err daemon.err; do
        [ ! -s "$folder/$file" ] || sed "s/^/    $file: /" "$folder/$file" | tail -n 40
    done
}

sum_up() {
    echo "$suite: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# Runs racklined with a limit of time; status, $folder/out and $folder/err tell.
run() {
    timeout 60 "$racklined" "$@" >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
}

make_token() { # role; into $folder/ROLE.token
    # shellcheck disable=SC2086 # several words
    "$racklined" token --name "$1" --role "$1" $settings >"$folder/$1.token"
}

# Starts the daemon with more options and waits until it listens: $daemon, and $url where it does.
start_daemon() {
    : >"$folder/daemon.out"
    : >"$folder/daemon.err"
    # shellcheck disable=SC2086 # several words
    "$racklined" run $settings --port 0 "$@" >"$folder/daemon.out" 2>"$folder/daemon.err" &
    daemon=$!
    tries=0
    until url=$(sed -n 's/^listening on //p' "$folder/daemon.out") && [ -n "$url" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 400 ] || ! kill -0 "$daemon" 2>/dev/null; then
            return 1
        fi
        sleep 0.05
    done
}

# Sends signals to the daemon, one after the other, and waits for its exit status.
stop_daemon() {
    for signal in "$@"; do kill -"$signal" "$daemon" 2>/dev/null; done
    wait "$daemon" 2>/dev/null
    status=$?
    daemon=
}

asks() { # path, and a token if there is one; the HTTP status, and the body in $folder/answer
    curl -s -o "$folder/answer" -w '%{http_code}' ${2:+-H "Authorization: Bearer $2"} "$url$1"
}
answers() { [ "$(asks "$2" "${3-}")" = "$1" ]; }
