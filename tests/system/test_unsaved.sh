# A disk that fails, every kind of call in turn, under the real programs: the
# kiosk says within a second what is not saved, keeps it and asks again; no
# press is lost; what was told stands once. Then a disk that may only be read,
# and a box that has no clock, or one that jumps. The shim of tests/faults fails
# the calls; TROSKEL_FAULTS is its switchboard.
. "$SYSTEM_HERE/lib.sh"
ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0
TROSKEL_FAULTS=$work/shim
export ASAN_OPTIONS TROSKEL_FAULTS
# By a name without a space in it, which LD_PRELOAD would part.
shim=$work/shim.so
ln -s "$(cd "$TROSKEL_BIN/../faults" && pwd)/faults-shim.so" "$shim"
head -c 4096 /dev/zero >"$TROSKEL_FAULTS"

number() { # OFFSET VALUE: a little-endian word of the switchboard
    local v=$2
    # shellcheck disable=SC2059
    printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $((v & 255)) \
        $((v >> 8 & 255)) $((v >> 16 & 255)) $((v >> 24 & 255)))" |
        dd of="$TROSKEL_FAULTS" bs=1 seek="$1" conv=notrunc status=none
}
# shim.h, in its order.
offset() {
    case $1 in
    sync) echo 0 ;; write) echo 4 ;; read) echo 12 ;; truncate) echo 16 ;;
    open) echo 20 ;; lock) echo 24 ;; delete) echo 28 ;; shm) echo 32 ;;
    esac
}
breaks() { # ERRNO KIND…: all of these calls fail from now on
    number 8 "$1"
    shift
    for kind in "$@"; do number "$(offset "$kind")" 1000000; done
}
mends() { for kind in sync write read truncate open lock delete shm; do
    number "$(offset "$kind")" 0
done; }
EIO=5 ENOSPC=28 EROFS=30

begin_failing() { # with the shim before every program
    LD_PRELOAD=$shim begin
}
kinds_log() { t events --json | jq -r '.[]|select(.kind|IN("paused","resumed")).kind'; }
presses_log() {
    t events --json | jq '[.[]|select(.kind|IN("signal_raised","signal_repeated"))
        |(.body.presses//1)]|add//0'
}
make_centre
begin_failing
fox=$(person_id räv)
to_symbol räv
tap "person:$fox"
check_equal "the fox is at home" "$(screen)" home

# A second is APP_UNSAVED_MS and a frame; the bound leaves a busy machine some.
bound=1500
helper=$TROSKEL_BIN/../system/system-helper
from=pause
to=resume
want=
round() { # NAME BOUND ERRNO KIND…: one tap while it is broken
    local name=$1 most=$2 what ms before
    shift 2
    before=$(kinds_log | wc -l)
    breaks "$@"
    read -r what ms < <("$helper" tap "$sock" $from "$most" note:unsaved $to)
    # What is stored and cannot be read again is stored all the same.
    if [ "$what" = - ] && [ "$(kinds_log | wc -l)" -gt "$before" ]; then
        what=stored
    fi
    case $what in
    note:unsaved) ok "$name: not saved, said after $ms ms" ;;
    "$to") ok "$name: saved, shown after $ms ms" ;;
    stored) ok "$name: saved, and not shown within $ms ms" ;;
    *) fail "$name: within a second it is stored, or said not to be" "$what $ms" ;;
    esac
    sleep 1
    mends
    check "$name: mended, it is stored" until_true 40 shows $to
    want="$want${from}d "
    if [ "$from" = pause ]; then from=resume to=pause; else from=pause to=resume; fi
}
round "no sync" $bound $EIO sync
round "no write" $bound $EIO write
round "no room" $bound $ENOSPC write truncate
round "no read" $bound $EIO read
round "no truncate" $bound $EIO truncate
round "no open" $bound $EIO open
# A reader waits two seconds for a lock that it does not get, the kiosk too; a
# file system of its own refuses none.
round "no lock" 5000 $EIO lock
round "no delete" $bound $EIO delete
round "no index" $bound $EIO shm
round "a disk that turned read-only" $bound $EROFS write truncate open delete sync
round "nothing at all" $bound $EIO sync write read truncate open lock delete shm
check_equal "each is in the log once, in order" "$(kinds_log | tr '\n' ' ')" \
    "$want"

# --- presses, while each is broken ---
all=0 ok=0
press() { # far enough from the last to be one of its own
    sleep 0.3
    case $(t press --json | jq -r '"\(.ok) \(.pressed)"') in
    "true true") ok=$((ok + 1)) all=$((all + 1)) ;;
    "true false") ;; # the machine was slow: it belongs to the one before
    *) all=$((all + 1)) ;;
    esac
}
for kind in sync write read truncate open lock delete shm; do
    breaks $EIO $kind
    press
    press
    mends
done
breaks $EROFS write truncate open delete sync
press
mends
stored() { [ "$(presses_log)" -ge "$ok" ] && [ "$(presses_log)" -le "$all" ]; }
check "every press that was told as stored is ($ok of $all)" until_true 40 stored
check "most of them were" [ "$ok" -ge $((all / 2)) ]
kept() { [ "$(presses_log)" -eq "$all" ]; }
check "and the others when the disk is well again" until_true 20 kept
check_equal "the numbers of the log have no gaps" \
    "$(t events --json | jq '[.[].seq]==[range(1;length+1)]')" true
check "the state follows from the log" t rebuild --check
for id in $(t signals --json | jq -r '.[].id'); do t close "$id" --by Maria >/dev/null; done
stop

# --- from a start: a disk that may only be read ---
t people --json >/dev/null
breaks $EROFS write truncate open delete sync
LD_PRELOAD=$shim "$TROSKEL_BIN/troskel" --dir "$dir" run --backend offscreen \
    --size 1280x800 --control "$sock" --port 0 >"$work/out" 2>>"$said" &
run_pid=$!
speaks() { [ -S "$sock" ] && c '{"do":"describe"}' | jq -e .ok; }
labels() { c '{"do":"describe"}' | jq -r '.elements[].label//empty'; }
check "on a disk that may only be read, the kiosk stands" until_true 40 speaks
check "and says that the button does not reach" until_true 40 \
    eval 'labels | grep -q "Knappen .* inte"'
check_equal "the self-test says that something is wrong" \
    "$(t selftest >/dev/null; echo $?)" 1
mends
check "when it may be written, all comes by itself" until_true 60 core_answers
check "and stores" eval 'until_true 20 t arrive uggla'
stop

# --- no clock, and clocks that jump ---
t clock set 1970-01-01T00:05 --unsure >/dev/null
begin
until_true 10 test -S "$dir/run/button.sock"
check "without a clock an arrival is stored" t arrive sol
press_and_see() {
    local before
    before=$(presses_log)
    t press >/dev/null && until_true 5 eval "[ \$(presses_log) -gt $before ]"
}
check "and a press" press_and_see
check "the self-test says that nobody knows the time" \
    eval 't selftest | grep -q "✗ Ingen vet om klockan"'
check_equal "and the screen shows none" \
    "$(c '{"do":"describe"}' | jq '[.elements[].label//""|select(test("^[0-9]{2}:[0-9]{2}$"))]|length')" 0
for at in 2016-11-23T09:05 2036-11-23T09:05 2026-11-23T09:30; do
    t clock set $at >/dev/null
    sleep 1
    check "the clock jumps to $at: a press is stored" press_and_see
    check "who is here is still told" eval 't who --json | jq -e "type==\"array\""'
done
check_equal "order is that of the numbers, whatever the clock said" \
    "$(t events --json | jq '[.[].seq]==[range(1;length+1)]')" true
check "and the state follows from the log" t rebuild --check
stop
check_clean
