# Read aloud by the real kiosk, with the real espeak-ng, into a file: only when
# asked, silent at a touch, whatever the engine does.
. "$SYSTEM_HERE/lib.sh"
export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILE=$work/heard.raw
engine=$(command -v espeak-ng)

# Sixteen bits, one channel, 48 kHz: how many samples are louder than a
# whisper.
loud() {
    [ -f "$work/heard.raw" ] || { echo 0; return; }
    od -An -v -td2 -w2 "$work/heard.raw" | awk '$1>600||$1<-600{n++}END{print n+0}'
}
heard() { c '{"do":"describe"}' | jq -r '.heard // "-"'; }
silent() { [ "$(heard)" = - ]; }
ear() { shows ear; }
players() { pgrep -P "$(pid_of troskel-kiosk)" -c . || true; }
no_players() { [ "$(players)" = 0 ]; }
# A person whose settings are these, as an import would say it.
set_voice() {
    printf 'Symbol;Uppläsning;Ljudstyrka\nräv;%s;100\n' "$1" >"$work/p.csv"
    t import people "$work/p.csv" >/dev/null
}
# A second of a tone as a WAV file, loudness in hex (little-endian).
tone() {
    {
        printf 'RIFF\xa4\x3e\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00'
        printf '\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x80\x3e\x00\x00'
        for _ in $(seq 400); do
            printf '\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40\x00\x40'
            printf '\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0\x00\xc0'
        done
    } >"$1"
}

make_centre
begin
check_equal "nobody wants it: there is no ear" "$(shows ear && echo ear)" ""
check_equal "and nothing was looked for" "$(ls "$dir/cache" 2>/dev/null; players)" 0
set_voice örat
check "whoever wants it makes the ear come, also at the cover" until_true 10 ear
check_equal "nothing speaks by itself" "$(heard) $(loud)" "- 0"

tap ear
check "the ear reads what is on the screen" until_true 5 test -s "$work/heard.raw"
until_true 20 silent
check "to its end" silent
cover=$(loud)
check_equal "a voice was heard" "$([ "$cover" -gt 5000 ] && echo yes)" yes
check "and whoever played has ended" until_true 3 no_players
check_equal "what was made is kept" \
    "$([ "$(ls "$dir/cache" | wc -l)" -ge 3 ] && echo yes)" yes
check_equal "for the kiosk alone" "$(stat -c %a "$dir/cache")" 700

rm -f "$work/heard.raw"
made=$(ls "$dir/cache" | wc -l)
tap ear
until_true 20 silent
check_equal "a second time nothing is made anew, but a new minute" \
    "$([ $(($(ls "$dir/cache" | wc -l) - made)) -le 1 ] && echo yes)" yes
again=$(loud)
check_equal "and the same is heard" \
    "$([ $((again > cover ? again - cover : cover - again)) -lt $((cover / 10)) ] && echo yes)" yes

# --- silent at a touch ---
check "the way to a symbol is open" to_symbol räv
tap "person:$(person_id räv)"
until_true 5 on_screen home
rm -f "$work/heard.raw"
tap ear
until_true 5 test -s "$work/heard.raw"
sleep 1
read -r x y <<<"$(middle me)"
c "{\"do\":\"touch\",\"phase\":\"down\",\"x\":$x,\"y\":$y}" >/dev/null
check "a finger anywhere makes it silent before it is lifted" silent
check "at once" until_true 1 no_players
stopped=$(loud)
sleep 1
check_equal "nothing more is heard" "$(loud)" "$stopped"
c "{\"do\":\"touch\",\"phase\":\"up\",\"x\":$x,\"y\":$y}" >/dev/null
check_equal "and that touch did nothing else" "$(screen)" home
c '{"do":"tap","id":"ear"}' '{"do":"key","key":"next"}' >/dev/null
check "a key makes it silent too" silent
check "and then everything ends" until_true 2 no_players

# --- a voice that somebody lent ---
tone "$work/anna.wav"
check_refused "a recording without whose it is is refused" 2 \
    t recording add "$work/anna.wav" --person räv
check_refused "what is no WAV is refused" 1 \
    t recording add "$data/personer.csv" --person räv --by Farmor
check "grandmother says the name" t recording add "$work/anna.wav" \
    --person räv --by Farmor
check_equal "it is listed with whose voice it is" \
    "$(t recording list --json | jq -r '.[]|"\(.by) \(.ms) \(.of)"')" "Farmor 1000 person"
rm -f "$work/heard.raw"
tap ear
until_true 5 test -s "$work/heard.raw"
sleep 1.5
c '{"do":"key","key":"next"}' >/dev/null
# Full loudness of 0x4000 on every sample of it: no machine speaks so.
flat=$(od -An -v -td2 -w2 "$work/heard.raw" | awk '$1>15000||$1<-15000{n++}END{print n+0}')
check_equal "hers is heard instead of the machine's" \
    "$([ "$flat" -gt 30000 ] && echo yes)" yes
check "and she takes it back" t recording remove \
    "$(t recording list --json | jq -r '.[0].id')"
check_equal "then it is gone" "$(t recording list --json)" "[]"

# --- heard on touch ---
set_voice beröring
until_true 5 settled
check_equal "whoever wants it hears what they touch" \
    "$(c '{"do":"tap","id":"day"}' '{"do":"describe"}' | jq -rs '.[1].heard')" \
    "Min dag"
check_equal "and it does what it does" "$(screen)" day
until_true 10 silent
stop
check_clean

# --- an engine that hangs, dies or is not there ---
printf '#!/bin/sh\nexec sleep 60\n' >"$work/hangs"
printf '#!/bin/sh\nkill -SEGV $$\n' >"$work/dies"
chmod +x "$work/hangs" "$work/dies"
set_voice örat
for how in hangs dies; do
    rm -rf "$dir/cache" "$work/heard.raw"
    TROSKEL_ESPEAK=$work/$how begin
    until_true 10 ear
    if [ "$how" = hangs ]; then
        check_equal "the screen answers while the engine hangs" \
            "$(c '{"do":"tap","id":"ear"}' '{"do":"tap","id":"choose"}' \
                '{"do":"describe"}' | jq -rs '.[2].screen')" choose
        tap home
    fi
    tap ear
    check "an engine that $how ends in silence" until_true 30 silent
    check "and leaves no process" until_true 5 no_players
    check "the ear's screen goes on" tap choose
    stop
done
TROSKEL_ESPEAK=$work/none begin
sleep 1
check_equal "without an engine and recordings there is no ear" \
    "$(shows ear && echo ear)" ""
check "and the log says why" grep -q "no espeak-ng" "$said"
stop
SDL_AUDIODRIVER=nothing begin
sleep 2
check_equal "without a sound device there is no ear" "$(shows ear && echo ear)" ""
check "and the log says why" grep -q "no sound device that answers" "$said"
stop
check_equal "the engine of this machine is espeak-ng" "${engine##*/}" espeak-ng
check_clean
