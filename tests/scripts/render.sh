#!/usr/bin/env bash
# `kharita render`: writes a picture of the size asked for, with its text fields, or one clear line and exit code 2.
set -uo pipefail
program=$1
gazetteer=$(dirname "$program")/../share/kharita/world.gazetteer
[ -f "$gazetteer" ] || { echo "skipped: $gazetteer is not built"; exit 77; }
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }

cat > "$folder/articles.ndjson" <<'JSON'
{"id": "a", "title": "زلزال", "source": "عينة", "published": "2024-01-10", "text": "وقع زلزال قرب زاهدان في محافظة سيستان وبلوشستان جنوب شرقي إيران."}
{"id": "b", "title": "مهرجان", "source": "عينة", "published": "2024-02-20", "text": "افتتح مهرجان للكتاب في روالبندي بباكستان."}
JSON

# Width and height of a PNG, as big-endian words at bytes 16 and 20.
png_size() { od -An -tu1 -j16 -N8 "$1" | awk '{print $1*16777216+$2*65536+$3*256+$4 "x" $5*16777216+$6*65536+$7*256+$8}'; }

expect_error() {  # words that the message must hold, then the arguments
  local words=$1; shift
  local said status
  said=$("$program" render "$@" 2>&1 >/dev/null); status=$?
  [ $status -eq 2 ] || fail "render $*: exit code $status, not 2"
  [[ $said == *"$words"* ]] || fail "render $*: said '$said', not '$words'"
  [ "$(wc -l <<< "$said")" -eq 1 ] || fail "render $*: more than one line"
}

if ! said=$("$program" render "$folder/articles.ndjson" --size 640x400 --title "خريطة" --from 2024-01-01 --to 2024-01-31 -o "$folder/map.png" 2>&1); then
  case $said in *EGL*) [ -z "${KHARITA_REQUIRE_GL:-}" ] && { echo "skipped: $said"; exit 77; };; esac
  fail "render: $said"
fi
[ "$(png_size "$folder/map.png")" = 640x400 ] || fail "the picture's size is $(png_size "$folder/map.png")"
grep -qa "Natural Earth" "$folder/map.png" || fail "the picture does not name its sources"
grep -qa "خريطة" "$folder/map.png" || fail "the picture does not hold its title"

"$program" render "$folder/articles.ndjson" --from 2030-01-01 --language en --theme light -o "$folder/empty.png" || fail "nothing to show is no error"
[ -s "$folder/empty.png" ] || fail "nothing to show gives no picture"

"$program" render "$folder/articles.ndjson" --size 320x200 --camera 29.5,60.86,6 --world-file -o "$folder/placed.png" || fail "a world file"
[ -s "$folder/placed.pgw" ] && [ -s "$folder/placed.prj" ] || fail "--world-file wrote none"
"$program" render "$folder/articles.ndjson" --size 320x200 --camera 29.5,60.86,6 -o "$folder/placed.tif" || fail "a GeoTIFF"
if command -v gdalinfo >/dev/null; then
  corner=$(gdalinfo "$folder/placed.tif" | grep '^Center')
  [[ $corner == *60d5*E*29d* || $corner == *60d5*E*30d* ]] || fail "the GeoTIFF lies at $corner"
fi
expect_error "--camera" "$folder/articles.ndjson" --camera 1,2 -o "$folder/x.png"
expect_error "globe" "$folder/articles.ndjson" --projection globe --camera 29.5,60.86,2 -o "$folder/x.tif"
expect_error "world file" "$folder/articles.ndjson" --world-file -o "$folder/x.tif"
expect_error "--size" "$folder/articles.ndjson" --size 0x10 -o "$folder/x.png"
expect_error "--size" "$folder/articles.ndjson" --size 99999x10 -o "$folder/x.png"
expect_error "--bbox" "$folder/articles.ndjson" --bbox 1,2,3 -o "$folder/x.png"
expect_error "--from" "$folder/articles.ndjson" --from yesterday -o "$folder/x.png"
expect_error "--country" "$folder/articles.ndjson" --country Narnia -o "$folder/x.png"
expect_error "theme" "$folder/articles.ndjson" --theme pink -o "$folder/x.png"
# A store that may not be written to is shown, and nothing is written beside it. Permissions bind root without these two powers.
mkdir "$folder/shared"
"$program" render "$folder/articles.ndjson" --store "$folder/shared/news.gpkg" -o "$folder/stored.png" || fail "articles into a store"
stored=$(cksum < "$folder/shared/news.gpkg")
chmod 444 "$folder/shared/news.gpkg"; chmod 555 "$folder/shared"
bound=()
[ "$(id -u)" -eq 0 ] && bound=(setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search)
mkdir "$folder/out"
! "${bound[@]}" touch "$folder/shared/x" 2>/dev/null || fail "permissions that bind"
"${bound[@]}" "$program" render --store "$folder/shared/news.gpkg" -o "$folder/out/shown.png" || fail "a store that may not be written to"
cmp -s "$folder/stored.png" "$folder/out/shown.png" || fail "a store that is only read looks otherwise"
[ "$(cksum < "$folder/shared/news.gpkg")" = "$stored" ] && [ "$(ls "$folder/shared")" = news.gpkg ] || fail "showing a store changed it"

expect_error "nothing.gpkg" --store "$folder/nothing.gpkg" -o "$folder/x.png"
expect_error "x.png" "$folder/articles.ndjson" -o "$folder/articles.ndjson/x.png"
if [ "$(id -u)" -ne 0 ]; then
  mkdir "$folder/locked" && chmod a-w "$folder/locked"
  expect_error "locked" "$folder/articles.ndjson" -o "$folder/locked/x.png"
fi
[ ! -e "$folder/x.png" ] || fail "an error left a picture"
[ $failures -eq 0 ] && echo "all fine"
exit $((failures > 0))
