#!/usr/bin/env bash
# Makes the pictures of docs/gallery.md and of the README again, from data/samples:
#   docs/gallery.sh [PROGRAM]
# Needs ImageMagick, which reduces them to 255 colours; those of the window need Xvfb, xdotool and xclip, too.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/build/release/bin/kharita}")
images=$root/docs/images
work=$(mktemp -d)
trap 'kill "${window:-}" "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$images/gallery"

# keep FILE PICTURE: with fewer colours.
keep() { convert "$1" -strip -dither None -colors 255 "PNG8:$images/$2.png"; }

# picture NAME OPTION…: as kharita render draws it.
picture() {
  local name=$1; shift
  "$program" render "$root/data/samples" --size 800x500 --no-credits -o "$work/$name.png" "$@"
  keep "$work/$name.png" "gallery/$name"
}

east=(--camera 30,49,3.9)  # from the Nile to the Indus
for theme in light dark; do
  for language in ar en; do
    look=(--theme $theme --language $language)
    for style in points clusters heat; do
      picture "$style-$theme-$language" --style $style "${look[@]}" "${east[@]}"
    done
    picture "areas-$theme-$language" --style areas --classes natural "${look[@]}" --camera 24,38,2.5
    picture "arcs-$theme-$language" --style arcs "${look[@]}" --camera 30,40,2.4
  done
done
picture provinces-light-en --style areas --level province --measure articles --theme light --language en "${east[@]}"
picture globe-dark-ar --projection globe --theme dark --language ar --camera 27,42,2.4
picture globe-light-en --projection globe --style areas --classes natural --theme light --language en --camera 15,30,2.4
picture both-light --language both --theme light --camera 31.2,35.3,7
picture title-dark-ar --theme dark --language ar --text "باكستان إيران" --title "باكستان وإيران في الأخبار"

for tool in Xvfb xdotool xclip import; do
  command -v $tool >/dev/null || { echo "the window's pictures stay as they are: $tool is not installed"; exit 0; }
done

export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
open_window() {  # LANGUAGE THEME
  rm -f "$work/display"
  Xvfb -noreset -displayfd 3 -screen 0 1440x900x24 3>"$work/display" >/dev/null 2>&1 &
  server=$!
  until [ -s "$work/display" ]; do sleep 0.1; done
  export DISPLAY=:$(cat "$work/display")
  "$program" --language "$1" --theme "$2" "$root/data/samples" &
  window=$!
  until xdotool search --name Kharita >/dev/null 2>&1; do sleep 0.1; done
  sleep 12  # until the samples are there, and the message that says so has gone
}
close_window() {
  kill $window; wait $window 2>/dev/null || true
  kill $server; wait $server 2>/dev/null || true
}
click() { xdotool mousemove "$1" "$2"; sleep 0.3; xdotool mousedown 1; sleep 0.15; xdotool mouseup 1; sleep 0.6; }
press() { xdotool keydown "$1"; sleep 0.15; xdotool keyup "$1"; sleep 0.8; }
drag() {
  xdotool mousemove "$1" "$2"; sleep 0.2; xdotool mousedown 1; sleep 0.2
  xdotool mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.2
  xdotool mousemove "$3" "$4"; sleep 0.2; xdotool mouseup 1; sleep 0.6
}
search() {  # X Y of the field
  click "$1" "$2"
  printf %s "باكستان إيران" | xclip -selection clipboard
  sleep 0.3
  xdotool keydown ctrl; sleep 0.1; press v; xdotool keyup ctrl
  sleep 1
}

# A search typed, an article open, one of its places with the evidence for it.
open_window ar dark
search 900 26
click 180 160  # the first article
click 172 672  # a place in it
xdotool mousemove 720 400; for _ in 1 2; do xdotool click 5; sleep 0.3; done  # from the place to its neighbours
sleep 2.5
xdotool mousemove 700 893; sleep 1
import -window root "$work/window.png"; keep "$work/window.png" window-ar
close_window

open_window en light
search 600 26
click 1250 160
click 1231 672
sleep 2.5
press minus; press minus; sleep 1.5
xdotool mousemove 640 893; sleep 1
import -window root "$work/window.png"; keep "$work/window.png" window-en
# Several places chosen by a rectangle, another one under the mouse.
press r
drag 590 372 760 505
xdotool mousemove 894 224; sleep 1
import -window root "$work/window.png"; keep "$work/window.png" gallery/selection
close_window
