# The signal's whole way through the real programs: a walk test, the calm
# place, the staff's own button, and what does not work said plainly on the
# kiosk, to staff and to technicians. The button's wires are files
# (line_wires.c), and a page is curl, which says that it drew when it is told.
. "$SYSTEM_HERE/lib.sh"

# --- the programs, with wires that a test can cut ---
built=$TROSKEL_BIN/..
export TROSKEL_WIRES=$work/wires
mkdir -p "$work/box/bin" "$TROSKEL_WIRES"
ln -s "$(cd "$built" && pwd)"/words "$(cd "$built" && pwd)"/pictures.db "$work/box/"
cp "$TROSKEL_BIN"/troskel* "$work/box/bin/"
cp "$built/system/wired/troskel-button" "$work/box/bin/"
TROSKEL_BIN=$work/box/bin

wire() {
    printf '%s' "$2" >"$work/wire"
    mv "$work/wire" "$TROSKEL_WIRES/$1"
}
# The button in the kitchen has two contacts, the others one.
push() {
    wire "$1" 1
    if [ "$1" = kok ]; then wire kok2 0; fi
    sleep 0.15
    wire "$1" 0
    if [ "$1" = kok ]; then wire kok2 1; fi
    sleep 0.15
}

# --- a page ---
jar=$work/jar
listener=
drawer=
ask() { curl -sk --max-time 20 -b "$jar" -c "$jar" "$@"; }
page() { ask "$site/now"; }
page_says() { page | grep -qF -- "$1"; }
page_is_silent_on() {
    local now
    now=$(page)
    grep -q 'id="bands"' <<<"$now" && ! grep -qF -- "$1" <<<"$now"
}
say_page() { # PATH: what our script posts
    ask -o /dev/null -w '%{http_code}' -X POST -H "Origin: $site" \
        -H "X-Troskel: $secret" -H 'Content-Length: 0' "$site$1"
}
draws() {
    while :; do
        say_page "$1" >/dev/null
        sleep 2
    done
}
listen() {
    curl -skN -b "$jar" "$site/events" >/dev/null &
    listener=$!
    extra_pids="$extra_pids $listener"
}
draw_on() { # as a page that is seen (/drawing) or hidden (/hidden)
    draws "$1" &
    drawer=$!
    extra_pids="$extra_pids $drawer"
}
stop_drawing() {
    kill "$drawer"
    wait "$drawer" 2>/dev/null
}
close_page() {
    kill "$listener"
    wait "$listener" 2>/dev/null
}
# Sets site and secret, so never in a shell of its own.
log_in() {
    site=$(sed -n 's|.*\(https://[0-9.]*:[0-9]*\)/.*|\1|p' "$said" | tail -1)
    [ -n "$site" ] &&
        [ "$(ask -o /dev/null -w '%{http_code}' -H "Origin: $site" -d name=maria \
            --data-urlencode 'password=lugnt hav i morgonsol' "$site/login")" = 303 ] &&
        secret=$(ask "$site/" | sed -n 's/.*data-csrf="\([^"]*\)".*/\1/p') &&
        [ -n "$secret" ]
}

# --- what is said ---
labels() { c '{"do":"settle"}' '{"do":"describe"}' | jq -rs '.[1].elements[].label//empty'; }
kiosk_says() { labels | grep -qF -- "$1"; }
kiosk_is_silent_on() {
    local now
    now=$(labels)
    [ -n "$now" ] && ! grep -qF -- "$1" <<<"$now"
}
technician_says() { t selftest | grep -qF -- "✗ $1"; }
technician_is_silent_on() {
    local now
    now=$(t selftest)
    grep -q '^✓' <<<"$now" && ! grep -qF -- "✗ $1" <<<"$now"
}
open_signals() { t signals --json | jq -r '.[]|[.kind,.place,.state]|join(" ")'; }
open_are() { [ "$(open_signals | tr '\n' ,)" = "$1" ]; }
newest() { t signals --json | jq -r '.[0].id'; }
pass() { t clock advance "$1" >/dev/null; }

make_centre
t centre --calm-place Vilrummet --opens 08:00 --closes 16:00 >/dev/null
cat >"$dir/button.conf" <<'C'
button = Knappen i köket
place  = Köket
line   = kok
break  = kok2
button = Knappen i entrén
place  = Entrén
line   = entre
button = Personalens knapp
line   = personal
staff  = yes
lamp   = Lampan
line   = lampa
C
wire kok 0
wire kok2 1
wire entre 0
wire personal 0
wire lampa 0
begin
t account add maria --staff Maria --role staff >/dev/null
echo "lugnt hav i morgonsol" | t account password maria >/dev/null
open_page() {
    if log_in; then
        ok "$1"
    else
        fail "$1"
        exit
    fi
    listen
    draw_on /drawing
}
open_page "somebody of the staff logs in"

# --- a walk test ---
due="Knappen är inte provad på länge"
check "a button nobody has tried: whoever comes in reads it" \
    until_true 10 kiosk_says "$due."
check "so do staff, with the place" until_true 10 page_says "$due: Köket."
check "so do technicians" technician_says "$due: Entrén."
check "Maria announces a walk test" t walk Köket --by Maria
check "whoever stands there reads it" until_true 5 \
    kiosk_says "Personalen provar knappen."
push kok
check "the next press there is a test" until_true 5 open_are "test Köket pressed,"
check_equal "and no signal to whoever stands there" "$(screen)" cover
check "staff see that it is a test" page_says "Prov av knappen"
push entre
check "a press after it is a person's, and stands before it" until_true 5 \
    open_are "press Entrén pressed,test Köket pressed,"
check_equal "also on the page" "$(page | grep -o 'data-place="[^"]*"' | head -1)" \
    'data-place="Entrén"'
check "and on the screen" until_true 5 on_screen signal
check "until a page has drawn the test, the button is not tried" \
    page_says "$due: Köket."
test_id=$(t signals --json | jq -r '.[]|select(.kind=="test").id')
check_equal "a page draws it" "$(say_page "/drawn/$test_id")" 204
check "then it is" until_true 10 page_is_silent_on "$due: Köket."
check "only that one" page_says "$due: Entrén."

# --- nobody answers: the calm place ---
check "twenty seconds on, the screen says that it has not gone through" \
    eval 'pass 21s; until_true 5 kiosk_says "Signalen har inte gått fram än."'
check "and where one can go" until_true 5 kiosk_says "Du kan gå till Vilrummet."
check_equal "a page draws it" "$(say_page "/drawn/$(newest)")" 204
check "then, and only then, it is said to be delivered" until_true 5 \
    kiosk_says "Personalen har fått signalen."
check "three minutes on, it takes a little time" \
    eval 'pass 170s; until_true 5 kiosk_says "Det dröjer lite. Du kan gå till Vilrummet."'
check_equal "the lamp is lit" "$(cat "$TROSKEL_WIRES/lampa")" 1

# --- the staff's own button ---
push personal
check "the staff's own button says that somebody is there" until_true 5 \
    open_are "press Entrén with,test Köket delivered,"
check "the screen says so, without a name" until_true 5 \
    kiosk_says "Personalen är hos dig."
check "the lamp rests" until_true 5 [ "$(cat "$TROSKEL_WIRES/lampa")" = 0 ]
check "it is closed" t close "$(newest)" --by Maria
push personal
push personal
sleep 1
check "with nobody to answer, it says nothing" open_are "test Köket delivered,"

# --- a test ends by itself, and grows old ---
check "ten minutes on, the test has ended by itself" \
    eval 'pass 600s; until_true 5 open_are ""'
check "the second button is tried, too" t walk Entrén --by Maria
push entre
check "by a press" until_true 5 open_are "test Entrén pressed,"
check_equal "that a page draws" "$(say_page "/drawn/$(newest)")" 204
check "now all is well on the screen" until_true 10 kiosk_is_silent_on "$due"
check "on the page" page_is_silent_on "$due"
check "and in the self-test" technician_is_silent_on "$due"
t centre --walk-days 1 >/dev/null
stop_drawing
close_page
check "a day later the test is too old" \
    eval 'pass 90000s; until_true 10 technician_says "$due: Köket."'
open_page "a day later one logs in anew"
check "it stands on the page" until_true 5 page_says "$due: Köket."
t centre --walk-days 90 >/dev/null
check "the centre says how old it may be" until_true 10 technician_is_silent_on "$due"
t clock set 2026-11-24T09:30 >/dev/null

# --- a wire that is cut, a contact that sticks ---
broken="Knappen fungerar inte nu"
close_all() {
    local id
    for id in $(t signals --json | jq -r '.[].id'); do
        t close "$id" --by Maria >/dev/null
    done
}
wire kok2 0
check "a wire that is cut looks like a hand: it is a press first" until_true 5 \
    open_are "press Köket pressed,"
close_all
check "and the screen says that the button does not work" \
    until_true 10 kiosk_says "$broken. Du kan säga till personalen."
check "staff read where" until_true 5 page_says "$broken: Köket."
check "technicians, too" technician_says "$broken: Köket."
push entre
check "the other button works meanwhile" until_true 5 \
    open_are "press Entrén pressed,"
close_all
wire kok2 1
check "mended, it is silent" until_true 15 kiosk_is_silent_on "$broken"
check "for staff, too" until_true 5 page_is_silent_on "$broken"
wire entre 1
until_true 5 open_are "press Entrén pressed,"
close_all
check "held for half a minute: stuck, and said with the place" \
    until_true 45 page_says "Knappen har fastnat nedtryckt: Entrén."
check "the screen says that it does not work" until_true 5 kiosk_says "$broken"
check "and the technician" technician_says "Knappen har fastnat nedtryckt: Entrén."
check_equal "whose self-test ends so" "$(t selftest >/dev/null; echo $?)" 1
check_equal "the press itself is one signal, and kept" \
    "$(t signals --all --json | jq '[.[]|select(.place=="Entrén" and .kind=="press")]|length|.>=2')" true
rm "$TROSKEL_WIRES/kok"
wire entre 0
check "let go, it works again; one whose chip is gone is said" until_true 15 \
    page_says "Knappen är inte ansluten: Köket."
wire kok 0
check "and is found again" until_true 15 page_is_silent_on "Köket."

# --- no page, a page that sleeps, a program that hangs ---
close_all
alone="Knappen når inte personalen nu. Du kan säga till personalen."
check "a page that draws receives" kiosk_is_silent_on "$alone"
before=$(date +%s%N)
stop_drawing
check "one that stops drawing is told of, though its line stands" \
    until_true 20 kiosk_says "$alone"
slept=$((($(date +%s%N) - before) / 1000000))
check_equal "within fifteen seconds (A3)" "$([ $slept -le 15000 ] && echo yes || echo "$slept ms")" yes
check "technicians read why" technician_says "En personalsida är öppen, men svarar inte."
push kok
check "a press then is kept, and said not to have gone through at once" \
    until_true 5 kiosk_says "Signalen har inte gått fram än."
draw_on /drawing
t close "$(newest)" --by Maria >/dev/null
check "a page that draws again is believed" until_true 15 kiosk_is_silent_on "$alone"
before=$(date +%s%N)
kill -STOP "$(pid_of troskel-staff)"
check "a staff program that hangs is told of" until_true 25 kiosk_says "$alone"
hung=$((($(date +%s%N) - before) / 1000000))
check_equal "within fifteen seconds, too" "$([ $hung -le 15000 ] && echo yes || echo "$hung ms")" yes
kill -CONT "$(pid_of troskel-staff)"
check "and back" until_true 20 kiosk_is_silent_on "$alone"
stop_drawing
draw_on /hidden
sleep 12
check "a hidden page says that it lives: nothing is said yet" kiosk_is_silent_on "$alone"
check "but a minute of it is nobody" eval 'pass 61s; until_true 15 kiosk_says "$alone"'
stop_drawing
draw_on /drawing
until_true 15 kiosk_is_silent_on "$alone"
stop_drawing
close_page
check "no page for a minute in opening hours is told of" \
    eval 'sleep 8; pass 61s; until_true 10 kiosk_says "$alone"'
check "to technicians, too" \
    technician_says "Ingen personalsida är öppen under öppettiden."
t clock set 2026-11-24T19:00 >/dev/null
check "after hours it is not" until_true 10 kiosk_is_silent_on "$alone"
stop
check_clean
