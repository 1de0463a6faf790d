#!/usr/bin/env bash
# `kharita import`: stores what is new, says what it did, and ends at Ctrl-C with whole batches kept.
set -uo pipefail
program=$1
gazetteer=$(dirname "$program")/../share/kharita/world.gazetteer
[ -f "$gazetteer" ] || { echo "skipped: $gazetteer is not built"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }
expect() { [ "$2" = "$3" ] || fail "$1: '$2', not '$3'"; }
stored() { ogrinfo -ro -q -sql "SELECT COUNT(*) AS n FROM articles" "$1" 2>/dev/null | sed -n 's/.*n (Integer[0-9]*) = //p'; }

articles() {  # from, to
  seq "$1" "$2" | sed 's/.*/{"id": "&", "title": "زلزال &", "source": "عينة", "published": "2024-01-10", "text": "وقع زلزال رقم & قرب زاهدان جنوب شرقي إيران."}/'
}
articles 1 3 > "$folder/few.ndjson"
echo '{"id": "broken"}' >> "$folder/few.ndjson"
said=$("$program" import "$folder/few.ndjson" --store "$folder/a.gpkg" 2>"$folder/errors"); code=$?
expect "an import's exit code" "$code" 0
expect "what it says" "$said" "3 articles read, 3 new ones stored, 1 could not be read"
grep -q "few.ndjson: line 4" "$folder/errors" || fail "the line that could not be read is not named: $(cat "$folder/errors")"
expect "as JSON, again" "$("$program" import "$folder/few.ndjson" --store "$folder/a.gpkg" --json 2>/dev/null)" \
  "{\"store\": \"$folder/a.gpkg\", \"read\": 3, \"added\": 0, \"errors\": 1, \"notes\": 0, \"cancelled\": false}"

# Ended in the middle: 130, whole batches stay, and the next import goes on.
articles 1 60000 > "$folder/many.ndjson"
for signal in INT TERM; do
  store=$folder/$signal.gpkg
  # A background job of a script ignores SIGINT, which the program must not take over from its parent.
  setsid bash -c 'trap - INT; exec "$@"' bash "$program" import "$folder/many.ndjson" --store "$store" > "$folder/said" 2>&1 & pid=$!
  until [ "$(stored "$store")" -gt 0 ] 2>/dev/null || ! kill -0 $pid 2>/dev/null; do :; done
  kill -$signal $pid; wait $pid; code=$?
  expect "exit code after SIG$signal" "$code" 130
  grep -q "ended before all was read" "$folder/said" || fail "after SIG$signal it says: $(cat "$folder/said")"
  kept=$(stored "$store")
  [ "$kept" -gt 0 ] && [ "$kept" -lt 60000 ] || fail "after SIG$signal $kept articles are stored"
  expect "what it says is stored" "$(sed -n 's/.* \([0-9]*\) new ones stored.*/\1/p' "$folder/said")" "$kept"
done
"$program" import "$folder/many.ndjson" --store "$store" > /dev/null || fail "an import that goes on"
expect "after it went on" "$(stored "$store")" 60000

# Resolving again gives back what is lost, and leaves corrections.
ogrinfo -q -sql "UPDATE mentions SET place_id = 'gn:0'" "$folder/a.gpkg" > /dev/null 2>&1
expect "resolving again" "$("$program" update --store "$folder/a.gpkg")" "3 articles; mentions before: 6, now: 6"
expect "the places again" "$(ogrinfo -ro -q -sql "SELECT DISTINCT place_id FROM mentions ORDER BY 1" "$folder/a.gpkg" | sed -n 's/.*= //p' | paste -sd' ')" "gn:1159301 ne:IR"
setsid bash -c 'trap - INT; exec "$@"' bash "$program" update --store "$store" > "$folder/said" 2>&1 & pid=$!
sleep 0.3; kill -INT $pid 2>/dev/null; wait $pid; code=$?
if [ $code = 130 ]; then grep -q "the store is as it was" "$folder/said" || fail "a cancelled update says: $(cat "$folder/said")"
elif [ $code != 0 ]; then fail "a cancelled update ends with $code: $(cat "$folder/said")"; fi
expect "mentions after it" "$(ogrinfo -ro -q -sql "SELECT COUNT(*) AS n FROM mentions" "$store" | sed -n 's/.*n (Integer[0-9]*) = //p')" 120000

expect_error() {  # words that the message must hold, then the arguments
  local words=$1; shift
  local said status
  said=$("$program" "$@" 2>&1 >/dev/null); status=$?
  [ $status -eq 2 ] || fail "$*: exit code $status, not 2"
  [[ $said == *"$words"* ]] || fail "$*: said '$said', not '$words'"
}
expect_error "nothing behind it" import --store= "$folder/few.ndjson"
expect_error "nothing behind it" --store=
expect_error "a store has a name" import --store "" "$folder/few.ndjson"
expect_error "no such file" import "$folder/none.txt" --store "$folder/a.gpkg"
expect_error "is no GeoPackage" import "$folder/few.ndjson" --store "$folder/few.ndjson"
[ $failures -eq 0 ]
