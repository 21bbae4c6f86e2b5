#!/bin/sh
# The walls of the house: who may include what, who may open and allocate,
# what a file looks like, what may stand at the top (design.md §4, style).
#
#   tests/walls/walls.sh [ROOT]
#
# Each rule is one test; the last line is `N passed, N failed`. That every rule
# can fail is shown by tests/walls/selftest.sh.
set -eu
export LC_ALL=C.UTF-8

root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

find . \( -path ./build -o -path ./.git -o -name node_modules \) -prune \
    -o -type f -print | sed 's|^\./||' | sort >"$work/files"
grep '\.[ch]$' "$work/files" >"$work/code" || true

# verdict RULE FILE: FILE holds what breaks the rule, a line each.
verdict() {
    if [ -s "$2" ]; then
        failed=$((failed + 1))
        printf 'not so: %s\n' "$1"
        sed 's/^/    /' "$2"
    else
        passed=$((passed + 1))
    fi
}

# Reads paths, prints `path:line:text` where the regex stands.
lines_with() { xargs -r -d '\n' grep -nE -e "$1" /dev/null || true; }

# only_in RULE REGEX PATHS: no code line matches, but in files whose path is
# matched by the (extended, anchored) regex PATHS.
only_in() {
    grep -vE "^($3)\$" "$work/code" | lines_with "$2" >"$work/found" || true
    verdict "$1" "$work/found"
}

# never_in RULE REGEX PATHS: no line of the files of PATHS matches.
never_in() {
    grep -E "^($3)\$" "$work/code" | lines_with "$2" >"$work/found" || true
    verdict "$1" "$work/found"
}

angle='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]'
own='^[[:space:]]*#[[:space:]]*include[[:space:]]*"'

# --- libraries stand behind one door each ------------------------------------
only_in "SDL is included in the painting and presenting edges of ui/kiosk" \
    "${angle}SDL" \
    'ui/kiosk/(main|control|paint|present|card|sound)[a-z0-9_]*\.[ch]|tests/(screens|unit|bench)/.*'
# tests/faults puts a VFS of its own under the store, and has a reader that does
# what the store never does; tests/bench has SQL alone beside the store, as what
# it is measured against.
only_in "sqlite3.h is included in firmware/store" \
    "${angle}sqlite3" \
    'firmware/store/[a-z0-9_]*\.[ch]|tests/unit/(store|pictures)/.*|tests/faults/(corpus|crash_vfs|mutants|wal)\.c|tests/bench/(plain|queries)\.c'
only_in "gpiod.h is included in the lines edge of firmware/button" \
    "${angle}gpiod" 'firmware/button/lines?_gpiod[a-z0-9_]*\.c'
only_in "microhttpd.h is included in one edge of ui/staff" \
    "${angle}microhttpd" 'ui/staff/(server|web|http)[a-z0-9_]*\.[ch]'
only_in "libical is included in the calendar files of firmware/exchange" \
    "${angle}(libical/|ical)" 'firmware/exchange/(calendar|export)[a-z0-9_]*\.[ch]'
only_in "jpeglib.h is included in firmware/photo" \
    "${angle}jpeglib" 'firmware/photo/[a-z0-9_]*\.[ch]|tests/unit/photo/.*'
only_in "png.h is included where pictures become bytes" \
    "${angle}png\.h" \
    'firmware/photo/[a-z0-9_]*\.[ch]|ui/kiosk/(paint|present|shot|png)[a-z0-9_]*\.c|firmware/(command|store)/(picture|sheet|png)[a-z0-9_]*\.c|assets/pictures/.*|tests/.*'
only_in "fribidi.h is included in the runs of text" \
    "${angle}fribidi" 'ui/kiosk/paint_run\.c'
only_in "hyphen.h is included in the syllables of words" \
    "${angle}hyphen\.h" 'ui/kiosk/paint_hyphen\.c'
only_in "gnutls is included in the certificate of firmware/access" \
    "${angle}gnutls" 'firmware/access/tls[a-z0-9_]*\.[ch]|tests/unit/access/.*'
only_in "sodium.h is included where secrets, tags and photos are hashed, and bytes become text" \
    "${angle}sodium" 'firmware/base/(secret|tag)\.c|firmware/photo/[a-z0-9_]*\.c|firmware/exchange/[a-z0-9_]*\.c|ui/kiosk/voice_cache\.c|firmware/paper/picture\.c|ui/staff/plan/document\.c|tests/.*'
only_in "qrencode.h is included in the squares of firmware/access" \
    "${angle}qrencode" 'firmware/access/qr\.c'
only_in "seccomp.h is included in the sandbox of firmware/photo" \
    "${angle}seccomp" 'firmware/photo/[a-z0-9_]*\.c'
only_in "pango is included in what prints" \
    "${angle}pango" 'firmware/paper/[a-z0-9_]*\.[ch]'
only_in "xlsxwriter.h is included in one edge of firmware/exchange" \
    "${angle}xlsxwriter" 'firmware/exchange/export_sheet\.c'
only_in "libdrm and libinput are included in the dumb-buffer presenter" \
    "${angle}(xf86drm|libdrm/|drm|libinput|libudev|linux/input)" \
    'ui/kiosk/(present_dumb|card|seat)[a-z0-9_]*\.[ch]'

# --- rooms know only the rooms below them ------------------------------------
never_in "firmware includes nothing of ui" "${own}ui/" 'firmware/.*'
never_in "base includes only base" \
    "${own}(ui|tests|firmware/([ac-z]|b[b-z]))" 'firmware/base/.*'
never_in "store includes only base and store" \
    "${own}(ui|tests|firmware/(core|button|photo|access|exchange|command))" \
    'firmware/store/.*'
never_in "core includes only base, store, core and the button's spool" \
    "${own}(ui|tests|firmware/(photo|exchange|command|button/([a-rt-z]|s[a-oq-z])))" \
    'firmware/core/.*'
never_in "button includes only base, button and the line to core" \
    "${own}(ui|tests|firmware/(store|photo|exchange|command|core/([abd-z]|c[a-km-z])))" \
    'firmware/button/.*'
never_in "access includes only base, access and the helper and cell of photo" \
    "${own}(ui|tests|firmware/(store|core|button|exchange|command|photo/([a-gi-rt-z]|s[b-z])))" \
    'firmware/access/.*'
never_in "photo includes only base and photo" \
    "${own}(ui|tests|firmware/(store|core|button|access|exchange|command))" \
    'firmware/photo/.*'
never_in "paper includes only base, photo and paper" \
    "${own}(ui|tests|firmware/(store|core|button|exchange|command))" \
    'firmware/paper/.*'
never_in "the staff pages and the kiosk do not include each other" \
    "${own}ui/staff" 'ui/kiosk/.*'
never_in "the kiosk and the staff pages do not include each other" \
    "${own}ui/kiosk" 'ui/staff/.*'
never_in "only tests include tests" "${own}tests/" '(firmware|ui|assets)/.*'

# --- pure cores ask no clock, open nothing, allocate nothing ------------------
pure=
while IFS= read -r line; do
    case $line in '' | '#'*) continue ;; esac
    pure="$pure|$line"
done <tests/walls/pure.list
pure="(${pure#|})\\.[ch]"
never_in "pure cores include no file, socket or clock header" \
    "${angle}(unistd|fcntl|poll|sys/|dirent|signal|pthread)" "$pure"
never_in "pure cores open no file" \
    '(^|[^a-z_])(fopen|open|openat|fread|fwrite|fprintf|printf|socket)[(]' \
    "$pure"
never_in "pure cores ask no clock" \
    '(^|[^a-z_])(clock_gettime|gettimeofday|time|clock_read)[(]' "$pure"
never_in "pure cores allocate nothing" \
    '(^|[^a-z_])(malloc|calloc|realloc|strdup|asprintf|free)[(]' "$pure"
grep -v '^#' tests/walls/pure.list | grep . | while IFS= read -r name; do
    if [ ! -f "$name.h" ]; then echo "tests/walls/pure.list: no $name.h"; fi
done >"$work/found"
verdict "every pure core in the list is there" "$work/found"

# --- calls that are never right here ------------------------------------------
only_in "no unbounded string calls" \
    '(^|[^a-z_])(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol)[(]' \
    'tests/.*|assets/pictures/.*'
only_in "no shell, no threads" \
    '(^|[^a-z_])(system|popen|pthread_create|thrd_create)[(]' 'tests/.*'
only_in "local time comes from civil.c alone" \
    '(^|[^a-z_])(localtime|localtime_r|mktime|tzset)[(]' \
    'firmware/base/(civil|clock|log)\.c|tests/.*'

# --- what a file looks like -----------------------------------------------------
grep '\.h$' "$work/code" | while IFS= read -r path; do
    case $(head -c 2 "$path") in
    '/*') ;;
    *) echo "$path" ;;
    esac
done >"$work/found"
verdict "a header begins with a comment" "$work/found"

grep '\.h$' "$work/code" | while IFS= read -r path; do
    grep -qx '#pragma once' "$path" || echo "$path"
done >"$work/found"
verdict "a header says #pragma once" "$work/found"

grep '\.c$' "$work/code" | while IFS= read -r path; do
    header=${path%.c}.h
    if [ ! -f "$header" ]; then continue; fi
    first=$(grep -m1 -E '^[[:space:]]*#[[:space:]]*include' "$path" || true)
    case $first in
    "#include \"$header\"") ;;
    *) echo "$path: first is ${first:-nothing}" ;;
    esac
done >"$work/found"
verdict "a .c includes its own header first" "$work/found"

while IFS= read -r path; do
    lines=$(wc -l <"$path")
    # A test file is a list of sentences: it may be longer.
    most=500
    case $path in tests/*) most=1000 ;; esac
    if [ "$lines" -gt "$most" ]; then echo "$path: $lines lines"; fi
    if [ "$lines" -gt 400 ] && [ "$most" = 500 ] && [ "$lines" -le 500 ]; then
        echo "    long (not yet too long): $path, $lines lines" >&2
    fi
done <"$work/code" >"$work/found"
verdict "no C file of the programs is longer than 500 lines" "$work/found"

lines_with '	' <"$work/code" >"$work/found"
verdict "no tabs in C" "$work/found"

# --- the house as a whole ---------------------------------------------------------
ls -A | grep -vxE '\.git|\.ci|\.clang-format|\.clang-tidy|\.editorconfig|\.gitignore|\.gitattributes|\.githooks|CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|firmware|ui|assets|board|tests|build|node_modules' \
    >"$work/found" || true
verdict "nothing but the rooms stands at the top" "$work/found"

for room in . firmware firmware/base firmware/store firmware/core \
    firmware/button firmware/photo firmware/paper firmware/access firmware/exchange firmware/command \
    ui/kiosk ui/staff assets assets/pictures assets/words assets/demo board \
    tests; do
    if [ -d "$room" ] && [ ! -s "$room/README.md" ]; then
        echo "$room/README.md"
    fi
done >"$work/found"
verdict "every room has its README.md" "$work/found"

# Text of ours: everything that is not a picture, data from elsewhere or a
# catalogue. The words are spelt so that this file does not find itself.
grep -vE '\.(png|jpe?g|gif|ttf|db|mo|ico|svg|wav|ogg)$|^LICENSE$|corpus/|package-lock\.json$' \
    "$work/files" >"$work/texts" || true
lines_with '(^|[^A-Za-z])(TO''DO|FIX''ME|XX''X)([^A-Za-z]|$)' <"$work/texts" >"$work/found"
verdict "no work left as a note in the code: an issue instead" "$work/found"

lines_with '(^|[^A-Za-z0-9_.])/(wo''rk|ro''ot)/|artifact-re''gistry|regis''try\.npmjs|/tmp/ba''sh_jobs' \
    <"$work/texts" >"$work/found"
grep -l '"resolved"' $(grep 'package-lock\.json$' "$work/files") /dev/null \
    2>/dev/null >>"$work/found" || true
verdict "no path of one machine, no registry's host name" "$work/found"

while IFS= read -r path; do
    if [ -s "$path" ] && [ -n "$(tail -c 1 "$path")" ]; then echo "$path"; fi
done <"$work/texts" | grep -vE '\.(csv|ics|vcf|json)$' >"$work/found" || true
verdict "every text file ends with a line end" "$work/found"

find . \( -path ./build -o -path ./.git -o -name node_modules \) -prune \
    -o -type f -size +4096k -print >"$work/found"
verdict "no file is larger than 4 MiB" "$work/found"

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
