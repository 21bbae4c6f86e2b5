# The same way with kill -9 of every process at each of its moments: while a
# touch or a press is under way, and after it was answered. Whoever stands
# there looks at the screen, as people do, and touches again only if nothing
# came of it. The log is the same as if nothing had happened.
. "$SYSTEM_HERE/lib.sh"

fox=
kills=0

# strike COMMAND…: sends it and kills everything while it is under way.
strike() {
    "$@" >/dev/null 2>&1 &
    local sender=$!
    # Another point of the way each time, from before it arrives to after.
    sleep "0.0$((kills * 3 % 10))"
    kill_all
    wait "$sender" 2>/dev/null
    kills=$((kills + 1))
}

rise() {
    kill_all
    start || fail "everything starts again after a kill" "$(tail -5 "$said")"
}

state_of() { t day räv --json | jq -r '.[]|select(.title=="Måla").state'; }
is_here() { t who --json | jq -e 'length==1' >/dev/null; }
is_gone() { t who --json | jq -e 'length==0' >/dev/null; }
is_done() { [ "$(state_of)" = "done" ]; }
is_undone() { [ "$(state_of)" = "planned" ]; }
has_signal() { t signals --json | jq -e 'length>=1' >/dev/null; }
is_acknowledged() {
    t signals --json | jq -e 'any(.state=="acknowledged")' >/dev/null
}
enter() { [ "$(screen)" = home ] || { to_symbol räv && tap "person:$fox"; }; }

# moment SENTENCE HOLDS READY ACT…: gets ready, strikes while ACT is under
# way, and then does it once more if it did not come to be.
moment() {
    local sentence=$1 holds=$2 ready=$3
    shift 3
    $ready
    strike "$@"
    rise
    if ! until_true 2 "$holds"; then
        $ready
        "$@" >/dev/null
    fi
    check "$sentence" until_true 5 "$holds"
    # And once more, now that it was answered.
    rise
    check "$sentence, also after the next kill" "$holds"
}

at_symbol() { to_symbol räv; }
at_home() { enter; }
nowhere() { :; }
at_leave() { enter && tap leave; }

# A visit in the folder $dir, struck at each moment.
visit() {
    make_centre
    begin
    fox=$(person_id räv)
    moment "the arrival is stored once" is_here at_symbol tap "person:$fox"
    moment "what is done is stored" is_done at_home tap done
    # A kiosk that has started anew knows nothing to undo: the same button
    # says "not done" then.
    moment "what is undone is stored" is_undone at_home tap done
    moment "the press is stored" has_signal nowhere t press
    moment "the acknowledgement is stored" is_acknowledged nowhere \
        t ack latest --by Maria
    moment "the departure is stored once" is_gone at_leave tap leave_yes
    check_equal "the log tells the same as without a kill" \
        "$(story | grep -v '^signal_whose')" "$visit_story"
    check_equal "the numbers of the log have no gaps" \
        "$(t events --json | jq '[.[].seq]==[range(1;length+1)]')" true
    check "the state follows from the log" t rebuild --check
    stop
}

# Each visit is struck at other points of each moment.
visits=1
[ "${TROSKEL_SYSTEM_LONG:-}" = 1 ] && visits=10
for number in $(seq "$visits"); do
    dir=$work/c$number
    kills=$((number - 1))
    visit
done
check_clean
