# Core's socket takes anything, and only what is right comes into the log.
. "$SYSTEM_HERE/lib.sh"
helper=${TROSKEL_BIN%/bin}/system/system-helper

make_centre
begin --no-kiosk
core=$(pid_of troskel-core)
fox=$(person_id räv)
before=$(t events --json | jq length)
ask() { "$helper" messages "$dir/run/core.sock"; }

# refused SENTENCE < LINES: every answer says no, or none came.
refused() {
    local answers
    answers=$(ask)
    if [ -n "$answers" ] && ! grep -v '"ok": *false\|^-$' <<<"$answers" |
        grep -qv '^{"ok": *true}$'; then
        ok "$1"
    else
        fail "$1" "$answers"
    fi
}

hello='{"do":"hello","as":"kiosk"}'
refused "garbage is refused" <<END
garbage
[1,2,3]
"hello"
{
null
{"do"}
END
refused "a message of 64 KiB and one of more are refused" <<END
@65536
@65537
@200000
END
refused "nothing is done before hello" <<END
{"do":"arrive","about":"$fox"}
END
refused "an unknown command is refused" <<END
$hello
{"do":"explode"}
{"do":""}
{"do":null}
{"do":42}
{"x":1}
END
refused "wrong types are refused" <<END
$hello
{"do":"arrive","about":7}
{"do":"arrive","about":["$fox"]}
{"do":"arrive","about":{"id":"$fox"}}
{"do":"done","about":"$fox","item":5,"date":5}
{"do":"arrive","about":"$fox","id":12}
{"do":"arrive","about":"$fox","who":true}
END
refused "foreign ids are refused" <<END
$hello
{"do":"arrive","about":"00000000-0000-7000-8000-000000000000"}
{"do":"arrive","about":"räv"}
{"do":"done","about":"$fox","item":"00000000-0000-7000-8000-000000000000","date":"2026-11-23"}
{"do":"whose","signal":"00000000-0000-7000-8000-000000000000","about":"$fox"}
{"do":"withdraw","signal":"../../etc/passwd"}
{"do":"arrive","about":"' OR 1=1 --"}
END
refused "a screen may not say what only staff may" <<END
$hello
{"do":"acknowledge","signal":"00000000-0000-7000-8000-000000000000","who":"$fox"}
{"do":"batch","file":"../troskel.db"}
END
refused "a batch outside the inbox is refused" <<END
{"do":"hello","as":"command"}
{"do":"batch","file":"../troskel.db"}
{"do":"batch","file":"/etc/passwd"}
{"do":"batch","file":".."}
{"do":"batch","file":"nothing.json"}
{"do":"batch"}
END
refused "deep nesting is refused" < <(
    echo "$hello"
    printf '{"do":"arrive","about":'
    printf '[%.0s' $(seq 20000)
    printf ']%.0s' $(seq 20000)
    echo '}'
)
check_equal "none of it came into the log" \
    "$(t events --json | jq length)" "$before"
check_equal "and core is the one it was" "$(pid_of troskel-core)" "$core"
check "it still carries out what is right" t arrive räv
check_equal "which is in the log" "$(story)" "arrived:command:räv"
check_refused "a person nobody knows is refused in one line" 1 t arrive okänd
check_refused "an acknowledgement without a name is wrong use" 2 t ack latest
check_refused "a signal that is not there is refused" 1 t ack latest --by Maria
check_refused "a subcommand that is not there is wrong use" 2 t sjung
stop
check_clean
