# The way: from an empty folder to a departure, and the log tells exactly that.
. "$SYSTEM_HERE/lib.sh"

check "init makes a folder" t init --centre Verkstan --for-tests
check_equal "and the log begins with the centre" \
    "$(t events --json | jq -r '.[0].kind')" centre_saved
check_refused "a second init is refused" 1 t init --centre Annat
check "staff are put in by name" t staff add Maria
check "people come from a table" t import people "$data/personer.csv"
check "the week comes from a table" t import week "$data/veckomall.csv"
check "photos come from a folder" t import pictures "$SYSTEM_HERE/data/photos"
check "a calendar comes for a person" \
    t import calendar "$data/google-anna.ics" --for räv
check "a calendar comes for a group" \
    t import calendar "$data/outlook-ateljen.ics" --group Ateljén
seq_before=$(t events --json | jq length)
t import people "$data/personer.csv" >/dev/null
t import week "$data/veckomall.csv" >/dev/null
t import pictures "$SYSTEM_HERE/data/photos" >/dev/null
t import calendar "$data/google-anna.ics" --for räv >/dev/null
check_equal "the same files again change nothing" \
    "$(t events --json | jq '[.[]|select(.kind!="imported")]|length')" \
    "$(t events --json | jq --argjson n "$seq_before" \
        '[.[:$n][]|select(.kind!="imported")]|length')"
check_equal "eight people stand in the centre" \
    "$(t people --json | jq length)" 8
check_equal "and nobody is here" "$(t who --json | jq -c .)" "[]"
t clock set 2026-11-23T09:05 >/dev/null
check_equal "the day of the fox has painting at nine" \
    "$(t day räv --date 2026-11-23 --json |
        jq -r '.[]|select(.start=="09:00")|"\(.title) \(.end) \(.state)"')" \
    "Måla 10:15 planned"
check_equal "and that is what is now" \
    "$(t day räv --json | jq -r '.[]|select(.now).title')" "Måla"

begin
check_equal "the screen shows the cover, with nobody's name" \
    "$(c '{"do":"describe"}' | jq -r '[.screen]+[.elements[].label|select(test("Anna|räv"))]|join(" ")')" \
    cover
fox=$(person_id räv)
check "a touch leads to the symbols" to_symbol räv
check "one touch on the own symbol" tap "person:$fox"
check_equal "opens home in the very next frame" "$(screen)" home
check_equal "and the arrival is stored" \
    "$(t who --json | jq -r '.[].symbol')" räv
check "a step is done" tap done
check_equal "and the day says so" \
    "$(t day räv --json | jq -r '.[]|select(.title=="Måla").state')" "done"
check "and undone" tap undo
check_equal "and the day says that" \
    "$(t day räv --json | jq -r '.[]|select(.title=="Måla").state')" planned
check "the button is pressed" t press
check "a signal stands" until_true 5 sh -c \
    "'$TROSKEL_BIN/troskel' --dir '$dir' signals --json | jq -e 'length==1'"
check "the screen shows that it is stored" until_true 5 on_screen signal
check "Maria acknowledges on the command line" t ack latest --by Maria
maria_comes() {
    c '{"do":"describe"}' | jq -e '.elements|any(.label|test("Maria"))'
}
check "and the screen says that Maria is coming" until_true 5 maria_comes
check "back to the day" tap home
check "leaving asks first" tap leave
check "and then is stored" tap leave_yes
check_equal "nobody is here any more" "$(t who --json | jq -c .)" "[]"
check_equal "the log tells exactly this, in order" \
    "$(story | grep -v '^signal_whose')" "$visit_story"
told_of() { # PERSON: the steps of signals among what goes out about somebody
    t export events --about "$1" --format json |
        jq -r '[.[].kind|select(startswith("signal_") and . != "signal_whose")]|join(" ")'
}
t whose latest räv >/dev/null
check_equal "the signal goes out with its person, and who came" \
    "$(told_of räv)" "signal_raised signal_acknowledged"
check_equal "and with nobody else" "$(told_of uggla)" ""
check_equal "the numbers of the log have no gaps" \
    "$(t events --json | jq '[.[].seq]==[range(1;length+1)]')" true
check "the state follows from the log" t rebuild --check
check "and all is well" t selftest
stop
check_equal "SIGTERM ends everything, with code 0" "$stop_code" 0
if [ "$stop_ms" -lt 2000 ]; then
    ok "within two seconds"
else
    fail "within two seconds" "$stop_ms ms"
fi
check_clean
