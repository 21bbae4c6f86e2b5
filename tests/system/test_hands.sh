# Twenty touches a second, five fingers, a palm: one arrival, no departure, and
# the screen goes on drawing.
. "$SYSTEM_HERE/lib.sh"
helper=${TROSKEL_BIN%/bin}/system/system-helper
seconds=15
[ "${TROSKEL_SYSTEM_LONG:-}" = 1 ] && seconds=60

make_centre
begin
fox=$(person_id räv)
to_symbol räv
rect=$(c '{"do":"describe"}' | jq -r --arg id "person:$fox" \
    '.elements[]|select(.id==$id)|.rect|join(" ")')
before=$(c '{"do":"describe"}' | jq .frames)
# shellcheck disable=SC2086
told=$("$helper" hands "$sock" "$seconds" $rect) ||
    fail "the screen answers all the while" "$told"
echo "     $told"
touches=${told%% *}
check_equal "there were twenty touches a second" \
    "$([ "$touches" -ge $((seconds * 18)) ] && echo yes)" yes
check_equal "every one was taken" \
    "$(sed 's/.*answers, \([0-9]*\) refused.*/\1/' <<<"$told")" 0
check_equal "nothing took a second" \
    "$([ "$(sed 's/.*longest \([0-9]*\) ms/\1/' <<<"$told")" -lt 1000 ] && echo yes)" yes
check "the screen comes to rest" settled
check_equal "one arrival" "$(t events --json | jq '[.[]|select(.kind=="arrived")]|length')" 1
check_equal "no departure" "$(t events --json | jq '[.[]|select(.kind=="left" or .kind=="arrival_undone")]|length')" 0
check_equal "the fox is here" "$(t who --json | jq -r '.[].symbol')" räv
check_equal "frames were drawn" \
    "$([ "$(c '{"do":"describe"}' | jq .frames)" -gt "$before" ] && echo yes)" yes
check_equal "and none was too full" "$(c '{"do":"describe"}' | jq .full)" false
check "the last one is a picture" c "{\"do\":\"shot\",\"file\":\"$work/last.png\"}"
check_equal "of some size" \
    "$([ "$(stat -c %s "$work/last.png")" -gt 5000 ] && echo yes)" yes
stop
check_clean
