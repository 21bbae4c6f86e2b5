# One folder, one core, one supervisor; copies; the clock.
. "$SYSTEM_HERE/lib.sh"

make_centre
begin
check_refused "a second core on the same folder is refused" 1 \
    timeout 10 "$TROSKEL_BIN/troskel-core" --dir "$dir"
check_refused "a second run on the same folder is refused" 1 \
    timeout 10 "$TROSKEL_BIN/troskel" --dir "$dir" run --no-kiosk --port 0
check "the first still answers" core_answers

# Readers while writing.
t arrive räv >/dev/null
(for i in $(seq 15); do t arrive räv --undo && t arrive räv; done) >/dev/null &
writer=$!
bad=0
reads=0
while alive "$writer"; do
    t events --json | jq -e '[.[].seq]==[range(1;length+1)]' >/dev/null ||
        bad=$((bad + 1))
    t who --json | jq -e 'length<=1' >/dev/null || bad=$((bad + 1))
    reads=$((reads + 1))
done
wait "$writer"
check_equal "readers see whole states while core writes" "$bad" 0
check_equal "and there were readers" "$([ "$reads" -gt 2 ] && echo yes)" yes

# A copy while everything runs.
check "a backup is made while everything runs" t backup "$work/copy.db"
check_refused "never over a file" 1 t backup "$work/copy.db"
check_refused "never over a database" 1 t restore "$work/copy.db"
live=$dir
dir=$work/r
check "the copy goes into a new folder" t restore "$work/copy.db" --for-tests
dir=$live
t events --json >"$work/a.json"
dir=$work/r
t events --json | jq '[.[]|select(.kind!="restored")]' >"$work/b.json"
dir=$live
check_equal "and tells the same events" \
    "$(jq -c --slurpfile b "$work/b.json" '. == $b[0]' "$work/a.json")" true
check_refused "not while somebody has it" 1 t restore "$work/copy.db"
head -c 20000 "$work/copy.db" >"$work/half.db"
dir=$work/h
check_refused "half a copy is refused" 1 t restore "$work/half.db"
check_refused "and leaves no database" 1 t who
printf 'not a database at all' >"$work/text.db"
check_refused "a text is refused" 1 t restore "$work/text.db"
dir=$live

# The clock.
check "the clock of a test folder is set" t clock set 2026-11-24T10:00 --freeze
check_equal "for every process at once" \
    "$(c '{"do":"settle"}' '{"do":"describe"}' | tail -1 |
        jq -r '.elements[]|select(.id=="clock").label')" 10:00
check "and moved" t clock advance 15m
check_equal "to the minute" \
    "$(t clock show --json | jq -r .local)" "2026-11-24 10:15:00"
dir=$work/real
t init --centre Riktig >/dev/null
check_refused "in a real folder it is refused" 1 t clock set 2026-11-24T10:00
cp "$live/clock" "$dir/clock"
check_refused "and so is a clock that was put there" 1 t who
check_refused "also by core" 1 timeout 10 "$TROSKEL_BIN/troskel-core" --dir "$dir"
dir=$live

# Each dies by itself when asked, and is started again when not.
for name in troskel-core troskel-button troskel-staff troskel-kiosk; do
    old=$(pid_of "$name")
    kill -9 "$old"
    back() { new=$(pid_of "$name") && [ -n "$new" ] && [ "$new" != "$old" ]; }
    check "$name is started again" until_true 10 back
done
check "and everything answers again" until_true 20 core_answers
# One that does not listen is made to end.
kill -STOP "$(pid_of troskel-staff)"
check "the state follows from the log" t rebuild --check
stop
check_equal "SIGTERM ends everything, with code 0" "$stop_code" 0
if [ "$stop_ms" -lt 2000 ]; then
    ok "also one that does not listen, in two seconds"
else
    fail "also one that does not listen, in two seconds" "$stop_ms ms"
fi

# Whoever loses the supervisor ends too.
begin
orphans=$(all_pids | tail -n +2)
{ kill -9 "$run_pid" && wait "$run_pid"; } 2>/dev/null
run_pid=
# shellcheck disable=SC2086
check "nobody outlives a supervisor that was killed" until_true 3 none_alive $orphans

# Without a core, the command line carries out by the same rules.
check "an arrival without a core" t arrive uggla
check_equal "is in the log" "$(story | tail -1)" "arrived:command:uggla"

# Each program alone ends at SIGTERM.
for name in core button staff; do
    set -- --dir "$dir"
    [ "$name" = staff ] && set -- "$@" --port 0
    "$TROSKEL_BIN/troskel-$name" "$@" >/dev/null 2>>"$said" &
    pid=$!
    extra_pids="$extra_pids $pid"
    sleep 1.5
    kill -TERM "$pid"
    if until_true 2 none_alive "$pid"; then
        code=0
        wait "$pid" || code=$?
        check_equal "troskel-$name ends at SIGTERM with code 0" "$code" 0
    else
        fail "troskel-$name ends at SIGTERM in two seconds"
    fi
done
check_clean
