#!/usr/bin/env bash
# `kharita export`: every format from files and from a store, filtered as render is, or one clear line and exit code 2.
set -uo pipefail
program=$1
gazetteer=$(dirname "$program")/../share/kharita/world.gazetteer
[ -f "$gazetteer" ] || { echo "skipped: $gazetteer is not built"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }
expect() { [ "$2" = "$3" ] || fail "$1: '$2', not '$3'"; }

cat > "$folder/articles.ndjson" <<'JSON'
{"id": "a", "title": "زلزال", "source": "عينة", "published": "2024-01-10", "text": "وقع زلزال قرب زاهدان في محافظة سيستان وبلوشستان جنوب شرقي إيران."}
{"id": "b", "title": "مهرجان", "source": "عينة", "published": "2024-02-20", "text": "افتتح مهرجان للكتاب في روالبندي بباكستان."}
JSON
"$program" import "$folder/articles.ndjson" --store "$folder/store.gpkg" > /dev/null || fail "the import"
for from in "$folder/articles.ndjson" "--store $folder/store.gpkg"; do
  # shellcheck disable=SC2086
  "$program" export $from --to 2024-01-31 --what articles -o "$folder/a.csv" || fail "export $from"
  expect "articles until January of $from" "$(tail -n +2 "$folder/a.csv" | cut -d, -f1 | tr -d '\r' | paste -sd' ')" a
  # shellcheck disable=SC2086
  "$program" export $from --country PK -o "$folder/a.geojson" || fail "export $from"
  expect "mentions in Pakistan of $from" "$(ogrinfo -ro -q -al "$folder/a.geojson" | sed -n 's/ *words (String) = //p' | paste -sd' ')" "روالبندي باكستان"
done
passing() { "$program" export "$folder/articles.ndjson" --what articles -o "$folder/a.csv" "$@" && tail -n +2 "$folder/a.csv" | cut -d, -f1 | tr -d '\r' | paste -sd' '; }
expect "articles that do not mention Iran" "$(passing --not-country IR)" b
expect "articles that mention a place in a province" "$(passing --place ne:IR04)" a
expect "articles that mention no place in it" "$(passing --not-place ne:IR04)" b
expect "articles that mention both countries" "$(passing --country IR --country PK --all-countries)" ""
expect "articles that mention a city" "$(passing --kind city)" "a b"
expect "articles that mention something else than a city or a country" "$(passing --not-kind city --not-kind country)" a
expect "articles of another source" "$(passing --not-source عينة)" ""
expect "articles in Persian" "$(passing --article-language fa)" ""
expect "articles in another language" "$(passing --not-article-language fa)" "a b"
"$program" export --store "$folder/store.gpkg" -o "$folder/all.xlsx" || fail "a spreadsheet"
expect "sheets" "$(ogrinfo -ro -q "$folder/all.xlsx" | sed 's/.*: \([a-z]*\).*/\1/' | paste -sd' ')" "articles mentions places"
"$program" export --store "$folder/store.gpkg" --text زلزال --title "الزلزال" -o "$folder/report.html" || fail "a report"
grep -q "<h1><bdi>الزلزال</bdi></h1>" "$folder/report.html" || fail "the report's title"
grep -q "«.*زلزال.*»" "$folder/report.html" || fail "the filter in words"
grep -q "روالبندي" "$folder/report.html" && fail "the report holds what does not pass"
[ -n "${KHARITA_REQUIRE_GL:-}" ] && ! grep -q 'src="data:image/png;base64,iVBOR' "$folder/report.html" && fail "the report's map"
# The search finds what the window's does.
expect "found" "$("$program" search "مسوول OR زاهدان" --store "$folder/store.gpkg")" $'2024-01-10\tعينة\tزلزال\tوقع زلزال قرب زاهدان في محافظة سيستان وبلوشستان جنوب شرقي إيران.\ta'
expect "found as JSON" "$("$program" search "مهرجان -زاهدان" "$folder/articles.ndjson" --json)" \
  '{"id": "b", "published": "2024-02-20", "source": "عينة", "title": "مهرجان", "url": "", "snippet": "افتتح مهرجان للكتاب في روالبندي بباكستان.", "hits": 1}'
expect "not found" "$("$program" search "زلزال مهرجان" --store "$folder/store.gpkg")" ""
expect "nothing is left beside" "$(ls "$folder" | paste -sd' ')" "a.csv a.geojson all.xlsx articles.ndjson report.html store.gpkg"

expect_error() {  # words that the message must hold, then the arguments
  local words=$1; shift
  local said status
  said=$("$program" export "$@" 2>&1 >/dev/null); status=$?
  [ $status -eq 2 ] || fail "export $*: exit code $status, not 2"
  [[ $said == *"$words"* ]] || fail "export $*: said '$said', not '$words'"
  [ "$(wc -l <<< "$said")" -eq 1 ] || fail "export $*: more than one line"
}
# Places that the gazetteer lacks are counted and said.
ogrinfo -q -sql "UPDATE mentions SET place_id = 'gn:0' WHERE place_id = 'gn:1159301'" "$folder/store.gpkg" > /dev/null 2>&1
said=$("$program" export --store "$folder/store.gpkg" -o "$folder/a.csv" 2>&1) || fail "an export with lost places"
[[ $said == *"store.gpkg: 1 mentions and corrections are of places that this gazetteer does not have"* ]] || fail "lost places: '$said'"

expect_error "what a name ends in" "$folder/articles.ndjson" -o "$folder/a.doc"
expect_error "name the articles, or a store" -o "$folder/a.csv"
expect_error "output is required" "$folder/articles.ndjson"
expect_error "no such" "$folder/none.txt" -o "$folder/a.csv"
expect_error "cannot be written" "$folder/articles.ndjson" -o /proc/a.csv
expect_error "--not-country" "$folder/articles.ndjson" --not-country Narnia -o "$folder/a.csv"
expect_error "--place gn:x: no place has this id" "$folder/articles.ndjson" --place gn:x -o "$folder/a.csv"
expect_error "--kind town: give country" "$folder/articles.ndjson" --kind town -o "$folder/a.csv"
expect_error "give a date" "$folder/articles.ndjson" --from soon -o "$folder/a.csv"
[ $failures -eq 0 ]
