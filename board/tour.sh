# shellcheck shell=sh
# The tour of board/demo: a visit on each panel, without a display, driven
# through the kiosk's control socket as a script would. Read by board/demo,
# which gives $bin, $work, $child, $when, $size, say, fresh and ended.

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
    "$bin/troskel" --dir "$dir" run --port 0 --size "${panel%-*}" \
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
