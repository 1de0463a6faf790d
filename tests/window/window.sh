#!/usr/bin/env bash
# Drives the real program under Xvfb: imports the samples, filters by date, opens an article, chooses places by a
# rectangle, looks for a place, zooms into a box, saves pictures, quits.
#   window.sh PROGRAM      ends 77 (skipped) where Xvfb or xdotool is not installed
set -euo pipefail
program=$1
for tool in Xvfb xdotool identify compare python3; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'kill "${window:-}" "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
fail() {
  echo "FAILED: $*" >&2
  cat "$work/log" >&2
  import -window root "${KHARITA_BUILD_DIR:-.}/window-test.png" && echo "the screen is in ${KHARITA_BUILD_DIR:-.}/window-test.png" >&2
  exit 1
}
# await SECONDS COMMAND…: until it holds.
await() {
  local tries=$(( $1 * 10 )); shift
  until "$@" >/dev/null 2>&1; do
    [ $((tries--)) -gt 0 ] || return 1
    sleep 0.1
  done
}

export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
Xvfb -noreset -displayfd 3 -screen 0 1280x800x24 3>"$work/display" >/dev/null 2>&1 &
server=$!
await 20 test -s "$work/display" || fail "Xvfb did not start"
export DISPLAY=:$(cat "$work/display")

"$program" --store "$work/store.gpkg" "$KHARITA_SOURCE_DIR/data/samples" >"$work/log" 2>&1 &
window=$!
await 60 xdotool search --name Kharita || fail "no window came up"
pictures=$work/Pictures/Kharita
mkdir -p "$pictures"
picture() { find "$pictures" -name '*.png' ! -name '*.part*' 2>/dev/null | sort | tail -n 1; }
# field NAME: a text field of the newest picture (an iTXt chunk, which ImageMagick does not show).
field() {
  python3 - "$(picture)" "$1" <<'PY'
import struct, sys
data = open(sys.argv[1], 'rb').read()
at = 8
while at < len(data):
    size, kind = struct.unpack('>I4s', data[at:at + 8])
    body = data[at + 8:at + 8 + size]
    if kind == b'iTXt' and body.split(b'\0')[0] == sys.argv[2].encode():
        print(body.split(b'\0', 5)[-1].decode())
    at += 12 + size
PY
}
passing() { field Comment | grep -o '[0-9]\+' | head -n 1; }
total() { field Comment | grep -o '[0-9]\+' | tail -n 1; }
press() { xdotool key --clearmodifiers "$1${2:+"+$2"}"; }  # it comes and goes within one slow frame
count_pictures() { find "$pictures" -name '*.png' ! -name '*.part*' 2>/dev/null | wc -l; }
more_pictures_than() { [ "$(count_pictures)" -gt "$1" ]; }
take_picture() {
  local before; before=$(count_pictures)
  sleep 1.1  # a picture's name holds the second
  press ctrl s
  await 20 more_pictures_than "$before" || fail "Ctrl+S saved no picture"
}

# All samples are imported: pictures are taken until one counts 60 and more, and then one more.
for attempt in 1 2 3 4 5 6; do
  take_picture
  [ "$(total)" -ge 60 ] && break
done
take_picture
all=$(total)
[ "$all" -ge 60 ] || fail "the samples were not imported: $(field Comment)"
[ "$(passing)" = "$all" ] || fail "without a filter $(field Comment) pass"

# By date: the field "from" takes a typed day. It stands below the map, the window is Arabic.
xdotool mousemove 690 679 click 1; sleep 0.3
xdotool type --delay 120 2024-01-01
press Return; sleep 0.5
take_picture
[ "$(passing)" -lt "$all" ] && [ "$(passing)" -gt 0 ] || fail "the dates filtered nothing: $(field Comment)"
field Description | grep -q 2024 || fail "the picture does not say its filter"

# `kharita render` draws the same map to the last bit: of the store, by the same filter, from where the camera stood.
place=$(field Camera)
"$program" render --store "$work/store.gpkg" --from 2024-01-01 --camera "${place%%;*}" --scale "${place##* }" \
  --size "$(identify -format '%wx%h' "$(picture)")" -o "$work/render.png" 2>>"$work/log" || fail "kharita render ended with $?"
different=$(compare -metric AE "$(picture)" "$work/render.png" null: 2>&1 || true)
[ "$different" = 0 ] || { cp "$(picture)" "$KHARITA_BUILD_DIR/window-picture.png"; cp "$work/render.png" "$KHARITA_BUILD_DIR/window-render.png"
  fail "the window's picture and that of kharita render differ in $different pixels: see window-*.png in ${KHARITA_BUILD_DIR:-.}"; }

# The first article of the list opens, and the window bears its title.
xdotool mousemove 200 170 click 1
await 10 bash -c 'xdotool search --name " — Kharita"' || fail "a click opened no article"

# The picture is a map and not one flat colour.
colours=$(identify -format '%k' "$(picture)")
[ "$colours" -gt 50 ] || fail "the picture has $colours colours only"

# A rectangle chooses places: their rings are in the picture.
drag() {  # X1 Y1 X2 Y2, in steps that the window sees
  xdotool mousemove "$1" "$2"; sleep 0.1
  xdotool mousedown 1; sleep 0.1
  xdotool mousemove $(( ($1 + $3) / 2 )) $(( ($2 + $4) / 2 )); sleep 0.1
  xdotool mousemove "$3" "$4"; sleep 0.1
  xdotool mouseup 1; sleep 0.3
}
before=$(picture)
press r
drag 600 200 900 500
take_picture
changed=$(compare -metric AE -fuzz 5% "$before" "$(picture)" null: 2>&1 || true)
[ "${changed%%.*}" -gt 100 ] || fail "a rectangle chose nothing: $changed pixels differ"

# The search for places flies to what is typed; a picture's name says where the map stands.
fly_until() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8; do
    [ "$attempt" -lt 3 ] || press Return  # on a busy machine the names were not ready for the first
    take_picture
    picture | grep -q -- "-$1-z$2\." && return
  done
  fail "the map does not stand at $1, zoom $2: $(picture)"
}
press ctrl f; sleep 0.5
xdotool type --delay 60 rawalpindi
sleep 3
press Return
fly_until '33.6N-73.[01]E' 7

# With Shift a drag draws a box that the map zooms into.
xdotool keydown shift; drag 616 276 776 426; xdotool keyup shift
fly_until '.*' 9

press Escape
press ctrl q
await 10 bash -c "! kill -0 $window" || fail "Ctrl+Q did not quit"
wait "$window" && status=0 || status=$?
[ "$status" = 0 ] || fail "the program ended with $status"
grep -q '"zoom": 9' "$work/config/kharita/settings.json" || fail "the settings do not say where the map stood"
ogr=$(command -v ogrinfo || true)
if [ -n "$ogr" ]; then
  ogrinfo -q -sql 'SELECT COUNT(*) AS n FROM articles' "$work/store.gpkg" | grep -q "= $all" || fail "the store does not hold $all articles"
fi
echo "1 passed, 0 failed"
