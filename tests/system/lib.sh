# What every system test stands on: a folder, a centre, the processes, checks.
# Sourced. A test ends by falling off its end; everything it started has ended
# then, and its folder is gone.
set -u

# Short, because a UNIX socket's path is at most 107 bytes.
work=$(mktemp -d /tmp/ts.XXXXXX)
dir=$work/c
said=$work/said # standard error of everything
sock=$work/k
run_pid=
extra_pids=
data=$SYSTEM_ROOT/tests/unit/exchange/data
export TZ=UTC HOME=$work XDG_RUNTIME_DIR=$work
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1}
# Quoted: the path of a checkout may have spaces in it.
export LSAN_OPTIONS="print_suppressions=0:suppressions='$SYSTEM_HERE/leaks.supp'"
unset SDL_VIDEODRIVER
t_said=$said
: >"$said"

ok() {
    echo "ok   $1"
    echo ok >>"$SYSTEM_TALLY"
}

fail() {
    echo "FAIL $1"
    shift
    for line in "$@"; do printf '       %s\n' "$line"; done
    echo fail >>"$SYSTEM_TALLY"
}

# check SENTENCE COMMAND…: it succeeds.
check() {
    local sentence=$1 out
    shift
    if out=$("$@" 2>&1); then
        ok "$sentence"
    else
        fail "$sentence" "$*" "$out"
    fi
}

# check_equal SENTENCE GOT WANT
check_equal() {
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        fail "$1" "got:  $2" "want: $3"
    fi
}

# check_refused SENTENCE CODE COMMAND…: it ends with CODE and one line of why.
check_refused() {
    local sentence=$1 want=$2 code=0 out t_said=$work/refusal
    shift 2
    : >"$t_said"
    "$@" >/dev/null 2>>"$t_said" || code=$?
    out=$(cat "$t_said")
    if [ "$code" -eq "$want" ] && [ -n "$out" ] &&
        ! grep -q 'Sanitizer\|runtime error' <<<"$out"; then
        ok "$sentence"
    else
        fail "$sentence" "$*" "ended with $code: $out"
    fi
}

# until_true SECONDS COMMAND…: tries it ten times a second.
until_true() {
    local left=$(($1 * 10))
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

t() { "$TROSKEL_BIN/troskel" --dir "$dir" "$@" 2>>"$t_said"; }

# --- a centre ---------------------------------------------------------------

# An empty folder becomes the samples' centre on a Monday morning.
make_centre() {
    t init --centre Verkstan --for-tests >/dev/null &&
        t staff add Maria >/dev/null &&
        t import people "$data/personer.csv" >/dev/null &&
        t import week "$data/veckomall.csv" >/dev/null &&
        t clock set 2026-11-23T09:05 >/dev/null
}

# --- processes ----------------------------------------------------------------

start() {
    rm -f "$sock"
    "$TROSKEL_BIN/troskel" --dir "$dir" run --backend offscreen \
        --size 1280x800 --control "$sock" --port 0 "$@" \
        >"$work/out" 2>>"$said" &
    run_pid=$!
    case " $* " in
    *" --no-kiosk "*) ;;
    *) until_true 30 settled || return 1 ;;
    esac
    until_true 30 core_answers
}

# The same, told as a check. Not through `check`, whose commands run in a shell
# of their own.
begin() {
    if start "$@"; then
        ok "everything starts"
    else
        fail "everything starts" "$(tail -5 "$said")"
    fi
}

core_answers() { t selftest --json | jq -e '.told[]|select(.what=="core").well'; }
settled() { [ -S "$sock" ] && c '{"do":"settle"}' | jq -e .ok; }

# The supervisor and what it started, as process ids.
all_pids() {
    [ -n "$run_pid" ] || return 0
    echo "$run_pid"
    cat "/proc/$run_pid/task/$run_pid/children" 2>/dev/null
}

pid_of() {
    local pid
    for pid in $(cat "/proc/$run_pid/task/$run_pid/children"); do
        [ "$(cat "/proc/$pid/comm")" = "${1:0:15}" ] && echo "$pid"
    done
}

alive() { kill -0 "$1" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$1/status"; }

none_alive() {
    local pid
    for pid in "$@"; do
        if alive "$pid"; then return 1; fi
    done
}

# kill -9, every one, the supervisor first so that it starts none again.
kill_all() {
    local pids
    pids=$(all_pids)
    # shellcheck disable=SC2086
    kill -9 $pids 2>/dev/null
    wait "$run_pid" 2>/dev/null
    run_pid=
    # shellcheck disable=SC2086
    until_true 5 none_alive $pids
}

# SIGTERM; gives the milliseconds until the last of them had ended.
stop() {
    local pids before
    [ -n "$run_pid" ] || return 0
    pids=$(all_pids)
    before=$(date +%s%N)
    kill -TERM "$run_pid" 2>/dev/null
    # shellcheck disable=SC2086
    until_true 10 none_alive $pids
    stop_ms=$((($(date +%s%N) - before) / 1000000))
    stop_code=0
    wait "$run_pid" 2>/dev/null || stop_code=$?
    run_pid=
}

# --- the screen -----------------------------------------------------------------

# JSON lines to the kiosk; its answers.
c() { "$TROSKEL_BIN/troskel" control "$sock" "$@" 2>>"$said"; }
tap() { c "{\"do\":\"tap\",\"id\":\"$1\"}" '{"do":"settle"}' | jq -se 'all(.ok)' >/dev/null; }
screen() { c '{"do":"describe"}' | jq -r .screen; }
shows() { c '{"do":"describe"}' | jq -e --arg id "$1" '.elements|any(.id==$id)' >/dev/null; }
on_screen() { [ "$(screen)" = "$1" ]; }
# The middle of an element, as "X Y".
middle() {
    c '{"do":"describe"}' | jq -r --arg id "$1" \
        '.elements[]|select(.id==$id)|.rect|"\(.[0]+(.[2]/2|floor)) \(.[1]+(.[3]/2|floor))"'
}

person_id() { t people --json | jq -r --arg s "$1" '.[]|select(.symbol==$s).id'; }

# The way to a person's symbol: cover, group, symbol page. A signal that is
# open stands before it.
to_symbol() {
    if on_screen signal; then tap home; fi
    on_screen cover || return 1
    tap choose || return 1
    if on_screen groups; then
        local group
        group=$(c '{"do":"describe"}' | jq -r \
            '[.elements[]|select(.label=="Ateljén" and .enabled)][0].id')
        tap "$group" || return 1
    fi
    shows "person:$(person_id "$1")"
}

# --- the log --------------------------------------------------------------------

# What happened since the centre was set up, a word each: kind, and who or
# through what where that matters. Set-up and what the core says by itself
# (delivered to a page, nobody answered for a minute) are left out.
story() {
    t events --json | jq -r '
        .[] | select(.kind | test("_saved$|^imported$|consent|^restored$") | not)
            | select(.kind | IN("signal_delivered","signal_escalated","fault_began","fault_ended") | not)
            | [.kind, .through, (.about.symbol // empty), (.who.name // empty)]
            | join(":")'
}

visit_story='arrived:kiosk:räv
done:kiosk:räv
undone:kiosk:räv
signal_raised:button
signal_acknowledged:command:Maria
left:kiosk:räv'

# --- the end --------------------------------------------------------------------

tidy() {
    local pids
    pids="$(all_pids) $extra_pids"
    # shellcheck disable=SC2086
    kill -TERM $pids 2>/dev/null
    # shellcheck disable=SC2086
    until_true 3 none_alive $pids || kill -9 $pids 2>/dev/null
    rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' HUP INT TERM

# No program said anything a sanitizer would say.
check_clean() {
    local found
    found=$(grep -n -A 12 'Sanitizer\|runtime error\|Assertion' "$said" | head -40)
    check_equal "no sanitizer has anything to say" "$found" ""
}
