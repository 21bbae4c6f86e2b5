# shellcheck shell=sh
# The tour of board/demo: a visit on each panel, without a display, driven
# through the kiosk's control socket as a script would. Read by board/demo,
# which gives $bin, $work, $child, $size, say and fill.

# kiosk REQUEST: one request to the screen; its answer is in $answer.
kiosk() {
    answer=$("$bin/troskel" control "$socket" "$1" 2>"$work/error") || {
        cat "$work/error" >&2
        say "the screen does not answer to $1"
        return 1
    }
    case $answer in
    *'"ok":true'* | *'"ok": true'*) return 0 ;;
    esac
    say "the screen answers $answer to $1"
    return 1
}

settle() { kiosk '{"do":"settle"}'; }

# The elements that stand on the screen: id, tab, label, a line each.
elements() {
    kiosk '{"do":"describe"}' || return 1
    printf '%s\n' "$answer" | tr '{' '\n' |
        sed -n 's/.*"id": *"\([^"]*\)".*"label": *"\([^"]*\)".*/\1\t\2/p'
}
screen_is() {
    kiosk '{"do":"describe"}' || return 1
    case $answer in *'"screen":"'"$1"'"'* | *'"screen": "'"$1"'"'*) return 0 ;; esac
    return 1
}

# touch ID-OR-BEGINNING [LABEL]: touches the first element whose id begins so
# and whose label is LABEL (if given).
touch_it() {
    id=$(elements | awk -F '\t' -v id="$1" -v label="${2:-}" '
        index($1, id) == 1 && (label == "" || $2 == label) { print $1; exit }')
    if [ -z "$id" ]; then
        say "nothing called $1 ${2:-} stands on the screen:"
        elements >&2
        return 1
    fi
    kiosk "{\"do\":\"tap\",\"id\":\"$id\"}" && settle
}

# The same, on whichever page it stands.
touch_on_a_page() {
    while ! elements | grep -q "^$1.*	$2\$"; do
        touch_it next || return 1
    done
    touch_it "$1" "$2"
}

# picture NAME [SCREEN]: what the screen shows, as a PNG.
picture() {
    if [ -n "${2:-}" ] && ! screen_is "$2"; then
        say "the screen is not $2 but $answer"
        return 1
    fi
    number=$((number + 1))
    file=$(printf '%s/%02d-%s-%s.png' "$out" "$number" "$1" "$panel")
    kiosk "{\"do\":\"shot\",\"file\":\"$file\"}" && [ -s "$file" ] &&
        printf '%s\n' "$file" >>"$work/pictures"
}

ask_core() { "$bin/troskel" --dir "$dir" "$@" >"$work/said" 2>&1 || {
    cat "$work/said" >&2
    say "troskel $* did not succeed"
    return 1
}; }

# tour_start THEME: the whole box in $dir, its screen in memory.
tour_start() {
    SDL_AUDIODRIVER=dummy "$bin/troskel" --dir "$dir" run --port 0 --size "${panel%-*}" \
        --backend offscreen --theme "$1" --control "$socket" \
        >"$work/run" 2>&1 &
    child=$!
    tries=0
    while ! "$bin/troskel" control "$socket" '{"do":"describe"}' \
        >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 200 ] || ! kill -0 "$child" 2>/dev/null; then
            cat "$work/run" >&2
            say "the screen did not come up"
            return 1
        fi
        sleep 0.1
    done
    settle
}

tour_end() {
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
    child=
}

# visit THEME: a whole visit, with a picture of each thing on the way.
visit() {
    tour_start "$1" &&
        picture cover cover &&
        touch_it choose &&
        { ! screen_is groups || { picture groups groups &&
            touch_it group: Ateljén; }; } &&
        picture choose choose &&
        touch_it person: räv &&
        picture home home &&
        touch_it day &&
        picture change change &&
        past_changes &&
        picture my-day day &&
        touch_on_a_page item: "Välja själv" &&
        picture step-choice step &&
        touch_it choice &&
        picture choice choice &&
        touch_it option: && touch_home &&
        touch_it item: Måla &&
        picture step step &&
        touch_it work &&
        picture order work &&
        touch_it step:0 && touch_it step:1 &&
        picture order-begun work &&
        touch_home &&
        touch_it done &&
        picture done home &&
        touch_it pause &&
        picture pause pause &&
        touch_it strategies &&
        picture strategies strategies &&
        touch_it back && touch_it resume &&
        a_signal &&
        kiosk '{"do":"clock","advance_ms":10000}' && settle &&
        touch_home && touch_it leave &&
        picture leave leave &&
        touch_it leave_yes &&
        picture cover-again cover &&
        an_ear
}

# Somebody who has the screen read to them: the ear, and what is heard marked.
# The tour itself makes no sound.
an_ear() {
    touch_it choose &&
        { ! screen_is groups || touch_it group: Ateljén; } &&
        touch_on_a_page person: fjäril &&
        wait_for_ear &&
        picture ear home &&
        kiosk '{"do":"tap","id":"ear"}' &&
        picture heard home &&
        touch_it leave && touch_it leave_yes
}

wait_for_ear() {
    tries=0
    while ! elements | grep -q '^ear	'; do
        tries=$((tries + 1))
        if [ "$tries" -gt 50 ]; then
            say "there is no ear: see the log for what it lacks"
            return 1
        fi
        sleep 0.1
    done
}

# The button's way: pressed, somebody comes, is here, it is over.
a_signal() {
    kiosk '{"do":"press"}' && settle && wait_for signal &&
        picture pressed signal &&
        ask_core ack latest --by Maria && settle &&
        picture coming signal &&
        ask_core with latest --by Maria && settle &&
        picture here signal &&
        ask_core close latest --by Maria && settle &&
        picture over && touch_it back
}

# A day may have more changes than one.
past_changes() {
    while screen_is change; do touch_it next || return 1; done
}

# The press goes by the button's daemon and core; the screen follows.
wait_for() {
    tries=0
    while ! screen_is "$1"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 50 ]; then return 1; fi
        sleep 0.1
    done
    settle
}

touch_home() { screen_is home || { touch_it home && screen_is home; }; }

# tour_all DIR
tour_all() {
    out=$1
    socket=$work/screen.sock
    : >"$work/pictures"
    say "filling a centre"
    fill "$work/filled" 2026-11-24
    "$bin/troskel" --dir "$work/filled" clock set 2026-11-24T09:10 --freeze \
        >/dev/null
    for panel in ${size:-800x480 720x1280 1280x800} dim; do
        theme=light
        if [ "$panel" = dim ]; then
            theme=dim
            panel=${size:-1280x800}-dim
        fi
        say "a visit at $panel"
        number=0
        dir=$work/$panel
        cp -a "$work/filled" "$dir"
        if ! visit "$theme"; then
            kiosk "{\"do\":\"shot\",\"file\":\"$out/stopped-$panel.png\"}" || true
            tail -n 20 "$work/run" >&2
            say "the visit stopped after $number pictures"
            exit 1
        fi
        tour_end
        rm -rf "$dir"
    done
    say "$(wc -l <"$work/pictures") pictures in $out"
}
