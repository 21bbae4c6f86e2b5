# Files in and out: a file is taken whole or not at all, and what goes out
# comes in again as the same.
. "$SYSTEM_HERE/lib.sh"

t init --centre Verkstan --for-tests >/dev/null
log_length() { t events --json | jq length; }
before=$(log_length)
check "a dry run goes all the way" t import people "$data/personer.csv" --dry-run
check_equal "and keeps nothing" "$(log_length)" "$before"
check_equal "it says so to machines" \
    "$(t import people "$data/personer.csv" --dry-run --json |
        jq -c '[.ok,.dry_run,.report.refused,.report.counts.people]')" \
    "[true,true,false,8]"
t import people "$data/personer.csv" >/dev/null

# Hostile, and each refused with nothing changed.
before=$(log_length)
not_taken() {
    check_refused "$1" 1 t import "$2" "$3"
    check_equal "  and nothing is changed" "$(log_length)" "$before"
}
printf 'Symbol;Förnamn\nräv;Anna\nräv;Bo\n' >"$work/twice.csv"
not_taken "a symbol that stands twice refuses the file" people "$work/twice.csv"
printf 'Symbol;Förnamn\nkatt;"Bo\n' >"$work/open.csv"
not_taken "quotes that never end refuse the file" people "$work/open.csv"
head -c 3000 /dev/urandom >"$work/noise.csv"
not_taken "noise is refused" people "$work/noise.csv"
: >"$work/empty.csv"
not_taken "an empty file is refused" week "$work/empty.csv"
not_taken "a file that is not there is refused" week "$work/none.csv"
mkdir "$work/photos"
printf 'no picture at all' >"$work/photos/bad.jpg"
cp "$SYSTEM_HERE/data/photos/maria.png" "$work/photos/"
not_taken "one bad picture refuses the folder" pictures "$work/photos"
check_refused "a calendar needs to be somebody's" 2 \
    t import calendar "$data/google-anna.ics"
printf '{"source":"x","events":[{"kind":"arrived","about":"%s"}]}' \
    "$(person_id räv)" >"$work/batch.json"
check_refused "a batch holds savings only" 1 t batch "$work/batch.json"
check_equal "  and nothing is changed" "$(log_length)" "$before"
check_equal "nothing is left in the inbox" "$(ls -A "$dir/inbox")" ""

# Out.
check "people go out" t export people -o "$work/out.csv"
t import people "$work/out.csv" >/dev/null
check_equal "and come in again as the same" \
    "$(t events --json | jq '[.[]|select(.kind=="person_saved")]|length')" 8
t import week "$data/veckomall.csv" >/dev/null
t clock set 2026-11-23T09:05 >/dev/null
t arrive räv >/dev/null
t clock advance 2h >/dev/null
t leave räv >/dev/null
check_equal "presence tells the visit" \
    "$(t export presence --from 2026-11-23 --to 2026-11-23 | tr -d '\r' | tail -1)" \
    "2026-11-23;räv;Anna;09:05;11:05;120"
check_equal "and no other day" \
    "$(t export presence --from 2026-11-24 | tr -d '\r' | wc -l)" 1
check_equal "a day goes out as a calendar" \
    "$(t export day räv --from 2026-11-23 | tr -d '\r' |
        grep -c '^SUMMARY:Måla\|^DTSTART;TZID=Europe/Stockholm:20261123T090000')" 2
check_equal "which comes in as a calendar" \
    "$(t export day räv --from 2026-11-23 -o "$work/day.ics" &&
        t import calendar "$work/day.ics" --for uggla --json |
        jq -c '[.ok,.report.refused]')" "[true,false]"
check_equal "events go out whole" \
    "$(t export events --format json | jq length)" "$(log_length)"
check_refused "a form that does not fit is wrong use" 2 \
    t export day räv --format csv
check_refused "a folder that is not there is refused" 1 \
    t export people -o "$work/none/out.csv"

# In the reader's language.
check_equal "a refusal is in the language that is asked for" \
    "$(t_said=$work/said-en && : >"$t_said" && ! t --lang en who extra >/dev/null;
        grep -c 'usage' "$work/said-en")" 1
check "pictures are found by a word" sh -c \
    "'$TROSKEL_BIN/troskel' pictures search kaffe --json | jq -e 'length>0'"
check "and shown on a sheet" "$TROSKEL_BIN/troskel" pictures sheet "$work/sheet.png"
follow() {
    timeout 3 "$TROSKEL_BIN/troskel" --dir "$dir" events --follow --json \
        --after "$(log_length)" >"$work/followed" 2>>"$said" &
    local pid=$!
    sleep 0.7
    t arrive uggla >/dev/null
    wait "$pid"
    jq -es '[.[].kind]==["arrived"]' "$work/followed"
}
check "who follows the log hears of what happens" follow
check_clean
