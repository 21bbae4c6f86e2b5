# Packs of symbols and boards: in twice without doubling, refused whole by
# name, credited.
. "$SYSTEM_HERE/lib.sh"

t init --centre Verkstan --for-tests >/dev/null
t import people "$data/personer.csv" >/dev/null
log_length() { t events --json | jq length; }

mkdir -p "$work/vara"
disc='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="5"/></svg>'
printf '%s' "$disc" >"$work/vara/tovning.svg"
printf 'fil;namn;sv;licens\ntovning;;tovning;CC-BY-NC-4.0\n' \
    >"$work/vara/bilder.csv"
check "a folder with a table comes in" t import pack "$work/vara"
check "and in again" t import pack "$work/vara"
check_equal "and there is one picture, once" \
    "$(t events --json | jq '[.[]|select(.kind=="picture_saved")]|length')" 1
check_equal "it is found beside the library's" \
    "$(t pictures search tovn --json | jq -c '.[0]|[.id,.may_be_sold_on]')" \
    '["pack-vara-tovning",false]'
check_equal "and credited" \
    "$(t credits --json | jq -c '.[]|select(.own)|[.set,.pictures]')" \
    '["vara",1]'

before=$(log_length)
printf '<svg><script/></svg>' >"$work/vara/ond.svg"
check_refused "one drawing with a program refuses the pack" 1 \
    t import pack "$work/vara"
check_equal "  and nothing is changed" "$(log_length)" "$before"
check_equal "nothing is left in the inbox" "$(ls -A "$dir/inbox")" ""

printf '{"format":"open-board-0.1","name":"Fika","buttons":[{"id":1,"label":"te"},{"id":2,"label":"saft"}]}' \
    >"$work/fika.obf"
check "a board comes in" t import board "$work/fika.obf" --for räv
check "and goes out" t export board räv -o "$work/ut.obf"
check_equal "as it was" \
    "$(jq -c '[.format,[.buttons[].label]]' "$work/ut.obf")" \
    '["open-board-0.1",["te","saft"]]'
check_refused "a board is somebody's" 2 t import board "$work/fika.obf"
