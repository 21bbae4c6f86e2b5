# What the self-test tells a technician of the copies.
. "$SYSTEM_HERE/lib.sh"

copies() { t selftest --json | jq -r '.told[]|select(.what=="copies").well'; }

make_centre
check_equal "a new centre is not said to lack a copy" "$(copies)" true
later=$(date -u -d '+5 hours' +%Y-%m-%dT%H:%M)
check "the clock goes on by some hours" t clock set "$later"
check_equal "what stands in no copy for so long is told" "$(copies)" false
check "a copy is made" \
    t backup "$dir/snapshots/$(date -u -d '+1 hour' +%Y-%m-%dT%H%M%SZ).db"
check_equal "then it is well" "$(copies)" true
