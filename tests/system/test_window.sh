# The same visit in a real X server, with a real pointer: no control socket has
# a part in it. Where things stand is learnt from an identical screen without
# a display, in a folder that got the same files.
. "$SYSTEM_HERE/lib.sh"
for tool in Xvfb xdotool; do
    if ! command -v "$tool" >/dev/null; then
        fail "$tool is installed"
        exit 0
    fi
done

# --- where things stand ---------------------------------------------------------
make_centre
start || fail "the screen without a display starts" "$(tail -5 "$said")"
fox=$(person_id räv)
# place NAME ID: keeps the middle of an element.
declare -A at
place() { at[$1]=$(middle "$2"); }
place choose choose
tap choose
if on_screen groups; then
    group=$(c '{"do":"describe"}' | jq -r \
        '[.elements[]|select(.label=="Ateljén" and .enabled)][0].id')
    place group "$group"
    tap "$group"
fi
place fox "person:$fox"
tap "person:$fox"
place "done" "done"
place leave leave
tap "done"
place undo undo
tap undo
t press >/dev/null
until_true 5 on_screen signal
t ack latest --by Maria >/dev/null
place home home
tap home
tap leave
place yes leave_yes
missing=
for name in choose fox "done" leave undo home yes; do
    [ -n "${at[$name]:-}" ] || missing="$missing $name"
done
check_equal "every element has a place on the glass" "$missing" ""
stop

# --- a display ------------------------------------------------------------------
display_file=$work/display
: >"$display_file"
mkdir "$work/fb"
Xvfb -displayfd 3 -fbdir "$work/fb" -screen 0 1280x800x24 -nolisten tcp -noreset \
    3>"$display_file" 2>/dev/null &
x_pid=$!
extra_pids="$extra_pids $x_pid"
until_true 10 test -s "$display_file"
DISPLAY=:$(cat "$display_file")
export DISPLAY

dir=$work/x
make_centre
fox=$(person_id räv)
"$TROSKEL_BIN/troskel" --dir "$dir" run --backend window --size 1280x800 \
    --port 0 >"$work/out" 2>>"$said" &
run_pid=$!
until_true 30 core_answers
window_there() { xdotool search --onlyvisible --class . | grep -q .; }
check "a window opens" until_true 30 window_there
check_equal "at 0,0, as large as it was asked for" \
    "$(xdotool search --onlyvisible --class . getwindowgeometry --shell |
        grep -E '^(X|Y|WIDTH|HEIGHT)=' | sort | tr '\n' ' ')" \
    "HEIGHT=800 WIDTH=1280 X=0 Y=0 "
check_equal "nobody listens to scripts" "$([ -S "$sock" ] && echo yes)" ""

# The X server's own memory of the screen, a file in xwd's form.
shoot() { cp "$work/fb/Xvfb_screen0" "$work/$1.xwd"; }
# The picture on the glass has changed since the shot NAME.
changed_since() {
    shoot now
    ! cmp -s "$work/now.xwd" "$work/$1.xwd"
}
# click NAME: the picture changes, or 5 s pass. Further than 600 ms from the
# last one, which would be the same touch.
click() {
    local x y
    read -r x y <<<"${at[$1]}"
    sleep 0.8
    shoot before
    xdotool mousemove "$x" "$y" click 1
    until_true 5 changed_since before
}
# The first whole picture is not one colour.
painted() {
    shoot first
    [ "$(tail -c +4000 "$work/first.xwd" | od -An -v -t x4 -w4 | sort -u | head -50 | wc -l)" -gt 20 ]
}
check "the cover is painted" until_true 20 painted

here() { t who --json | jq -e 'length==1'; }
gone() { t who --json | jq -e 'length==0'; }
state() { t day räv --json | jq -e --arg s "$1" '.[]|select(.title=="Måla").state==$s'; }
check "a click on the cover shows the symbols" click choose
[ -n "${at[group]:-}" ] && click group
check "a click on the symbol shows the day" click fox
check "and the arrival is stored" until_true 5 here
click "done"
check "a click, and the step is done" until_true 5 state "done"
click undo
check "a click, and it is undone" until_true 5 state planned
shoot unpressed
check "the button is pressed" t press
check "and the glass shows it" until_true 5 changed_since unpressed
shoot pressed
check "Maria acknowledges" t ack latest --by Maria
check "and the glass shows that" until_true 5 changed_since pressed
click home
click leave
click yes
check "two clicks, and the departure is stored" until_true 5 gone
check_equal "the log tells exactly this, in order" \
    "$(story | grep -v '^signal_whose')" "$visit_story"
if [ -n "${TROSKEL_SYSTEM_SHOTS:-}" ] && command -v convert >/dev/null; then
    for shot in first unpressed pressed now; do
        convert "xwd:$work/$shot.xwd" "$TROSKEL_SYSTEM_SHOTS/window-$shot.png"
    done
fi
stop
check_equal "SIGTERM ends everything, with code 0" "$stop_code" 0
kill -TERM "$x_pid"
check_clean
