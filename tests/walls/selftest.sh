#!/bin/sh
# Shows that every rule of walls.sh can fail: one violation of each is planted
# in a copy, and each rule names the file that breaks it. A rule nobody plants
# against is a failure too.
set -eu
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
copy="$work/the copy"
passed=0
failed=0

mkdir -p "$copy/tests/walls"
cp "$here/pure.list" "$copy/tests/walls/pure.list"

: >"$work/plants"
# plant RULE PATH TEXT: the file at PATH, with TEXT in it, breaks RULE.
plant() {
    mkdir -p "$copy/$(dirname "$2")"
    printf "$3\n" >>"$copy/$2"
    printf '%s\t%s\n' "$1" "$2" >>"$work/plants"
}

plant "SDL is included in the painting" ui/kiosk/screens.c '#include <SDL.h>'
plant "sqlite3.h is included" firmware/core/rules.c '#include <sqlite3.h>'
plant "gpiod.h is included" firmware/button/press.c '#include <gpiod.h>'
plant "microhttpd.h is included" ui/staff/pages.c '#include <microhttpd.h>'
plant "libical is included" firmware/exchange/csv.c '#include <libical/ical.h>'
plant "jpeglib.h is included" ui/kiosk/a.c '#include <jpeglib.h>'
plant "png.h is included" firmware/button/b.c '#include <png.h>'
plant "fribidi.h is included" ui/kiosk/x.c '#include <fribidi.h>'
plant "hyphen.h is included" ui/kiosk/x.c '#include <hyphen.h>'
plant "seccomp.h is included" ui/staff/c.c '#include <seccomp.h>'
plant "gnutls is included" ui/staff/c.c '#include <gnutls/x509.h>'
plant "sodium.h is included" firmware/core/c.c '#include <sodium.h>'
plant "qrencode.h is included" ui/kiosk/c.c '#include <qrencode.h>'
plant "access includes only" firmware/access/c.c \
    '#include "firmware/store/store.h"'
plant "pango is included" firmware/photo/x.c '#include <pango/pango.h>'
plant "xlsxwriter.h is included" firmware/exchange/x.c '#include <xlsxwriter.h>'
plant "paper includes only" firmware/paper/x.c '#include "firmware/store/store.h"'
plant "libdrm and libinput" ui/kiosk/d.c '#include <xf86drm.h>'
plant "firmware includes nothing of ui" firmware/core/e.c \
    '#include "ui/kiosk/app.h"'
plant "base includes only base" firmware/base/f.c \
    '#include "firmware/store/store.h"'
plant "store includes only" firmware/store/g.c '#include "firmware/core/day.h"'
plant "core includes only" firmware/core/h.c '#include "firmware/photo/p.h"'
plant "button includes only" firmware/button/i.c \
    '#include "firmware/core/day.h"'
plant "core includes only" firmware/core/w.c '#include "firmware/button/press.h"'
plant "photo includes only" firmware/photo/j.c \
    '#include "firmware/store/store.h"'
plant "the staff pages and the kiosk" ui/kiosk/k.c '#include "ui/staff/s.h"'
plant "the kiosk and the staff pages" ui/staff/l.c '#include "ui/kiosk/app.h"'
plant "only tests include tests" firmware/base/m.c '#include "tests/test.h"'
core=$(grep -v '^#' "$here/pure.list" | grep -m1 .)
plant "pure cores include no file" "$core.c" '#include <unistd.h>'
plant "pure cores open no file" "$core.c" '    f = fopen(name, mode);'
plant "pure cores ask no clock" "$core.c" '    now = time(NULL);'
plant "pure cores allocate nothing" "$core.c" '    p = malloc(9);'
plant "every pure core in the list" tests/walls/pure.list 'firmware/base/gone'
plant "no unbounded string calls" firmware/base/n.c '    strcpy(a, b);'
plant "no shell, no threads" firmware/base/n.c '    system(command);'
plant "local time comes from" ui/kiosk/n.c '    localtime_r(\046t, \046tm);'
plant "a header begins with a comment" ui/kiosk/o.h '#pragma once'
plant "a header says #pragma once" ui/kiosk/p.h '/* no guard */'
plant "a .c includes its own header first" ui/kiosk/p.c '#include <stdio.h>'
plant "no C file of the programs" ui/kiosk/q.c "$(printf '%0501d' 0 | sed 's/0/\\n/g')"
plant "no tabs in C" ui/kiosk/r.c '\tindented'
plant "nothing but the rooms" stray.txt 'stray'
plant "every room has its README.md" firmware/base/n.c ''
plant "no work left as a note" ui/kiosk/s.c '/* TO''DO: later */'
plant "no path of one machine" ui/kiosk/t.c 'open("/wo''rk/main")'
plant "every text file ends" ui/kiosk/u.c 'x'
printf 'no end' >"$copy/ui/kiosk/u.c"
plant "no file is larger" ui/kiosk/v.png ''
head -c 5000000 /dev/zero >"$copy/ui/kiosk/v.png"

sh "$here/walls.sh" "$copy" >"$work/said" 2>/dev/null || true
while IFS='	' read -r rule path; do
    case $rule in
    "every room"*) path=firmware/base/README.md ;;
    "every pure"*) path=firmware/base/gone.h ;;
    esac
    if awk -v rule="not so: $rule" '
        /^[^ ]/ { on = index($0, rule) == 1 }
        on { print }' "$work/said" | grep -qF "$path"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not caught: %s (%s)\n' "$rule" "$path"
    fi
done <"$work/plants"

# No rule may stand that nothing above breaks.
case $(tail -n 1 "$work/said") in
"0 passed, "*) passed=$((passed + 1)) ;;
*)
    failed=$((failed + 1))
    printf 'a rule has no violation planted: %s\n' "$(tail -n 1 "$work/said")"
    ;;
esac

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
