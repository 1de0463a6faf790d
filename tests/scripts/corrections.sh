#!/usr/bin/env bash
# `kharita corrections`: what was set right goes out as a table and into another store, and holds there; a line
# that is none is named, and the rest is taken.
set -uo pipefail
program=$1
gazetteer=$(dirname "$program")/../share/kharita/world.gazetteer
[ -f "$gazetteer" ] || { echo "skipped: $gazetteer is not built"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }
expect() { [ "$2" = "$3" ] || fail "$1: '$2', not '$3'"; }

echo '{"id": "1", "published": "2024-01-10", "text": "وقع زلزال قرب زاهدان جنوب شرقي إيران."}' > one.ndjson
for store in a b; do "$program" import one.ndjson --store $store.gpkg > /dev/null || fail "importing"; done
header=$'article_id\tstart\tend\twords\tplace_id\tplace_name\tmade_at'
good=$'1\t14\t20\tزاهدان\tgn:360630\tCairo\t2024-02-01T10:00:00Z'
printf '%s\n%s\n' "$header" "$good" > good.tsv
expect "taking one" "$("$program" corrections import a.gpkg good.tsv)" \
  "1 corrections taken, 0 of them for articles that are not in the store yet; 0 known already, 0 refused"
expect "writing it" "$("$program" corrections export a.gpkg -o out/c.tsv)" "1 corrections written"
cmp -s good.tsv out/c.tsv || fail "what is written is not what was taken: $(cat out/c.tsv)"
"$program" corrections import b.gpkg out/c.tsv > /dev/null || fail "taking what was written"
"$program" export --store b.gpkg --what places -o places.csv || fail "exporting"
grep -q 'gn:360630' places.csv && ! grep -q 'gn:1159301' places.csv || fail "it does not hold: $(cat places.csv)"

printf '%s\n%s\n%s\n' "$header" $'1\t14\t20\tزاهدان\tgn:0\t\t2024-02-01T10:00:00Z' \
  $'1\t31\t36\tإيران\t\t\t2024-02-01T10:00:00Z' > half.tsv
said=$("$program" corrections import b.gpkg half.tsv 2> errors); code=$?
expect "the exit code where a line is refused" "$code" 2
expect "what it says" "$said" \
  "1 corrections taken, 0 of them for articles that are not in the store yet; 0 known already, 1 refused"
expect "the line that is refused" "$(cat errors)" \
  "kharita: half.tsv: line 2: there is no place gn:0 in the gazetteer"

refuses() {  # words that the one line of the message holds, then the arguments
  local words=$1; shift
  local said status
  said=$("$program" "$@" 2>&1 > /dev/null); status=$?
  [ $status -eq 2 ] || fail "$*: exit code $status, not 2"
  [[ $said == kharita:*"$words"* ]] && [ "$(wc -l <<< "$said")" -eq 1 ] || fail "$*: said '$said', not '$words'"
}
echo 'id,text' > other.csv
refuses "other.csv: line 1: this is no table of corrections" corrections import a.gpkg other.csv
refuses "none.tsv" corrections import a.gpkg none.tsv
refuses "is a folder" corrections import a.gpkg .
refuses "none.gpkg" corrections export none.gpkg -o c.tsv
refuses "/dev/full" corrections export a.gpkg -o /dev/full
refuses "names no store" corrections export "" -o c.tsv
refuses "--help" corrections
[ ! -e none.gpkg ] || fail "a store was made by reading"
exit $((failures > 0))
