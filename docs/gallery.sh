#!/usr/bin/env bash
# Makes the pictures of docs/gallery.md and of the README again, from data/samples:
#   docs/gallery.sh [PROGRAM]
# Needs ImageMagick, which reduces them to 255 colours; those of the window need Xvfb, xdotool and xclip, too.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/build/release/bin/kharita}")
images=$root/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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

# The window's, by the names of its widgets.
. "$root/tests/window/drive.bash"
any_row='articles/articles/[0-9]+/row'
open_samples() {  # LANGUAGE THEME
  start_screen 1440x900
  start_window "$program" --language "$1" --theme "$2" "$root/data/samples"
  seen "$any_row" 60
  gone 'progress/.*' 60
  seen notice/close; click notice/close
}
# A search typed, an article of those found open, one of its places with the evidence for it, its neighbours in sight.
read_found() {
  click top/search
  type_words "باكستان إيران"
  click "$any_row" 50 50
  click_for '.*span [0-9]+' '.*/another'
  sleep 1.5
  xdotool mousemove $(at map); for _ in 1 2; do xdotool click 5; sleep 0.3; done
  sleep 2.5
  xdotool mousemove 700 893; sleep 1
}
# What is open is not kept: it asks no question then.
close_window() { kill "$window"; wait "$window" 2>/dev/null || true; window=; stop_screen; }

open_samples ar dark
read_found
shot "$work/window.png"; keep "$work/window.png" window-ar
close_window

open_samples en light
read_found
shot "$work/window.png"; keep "$work/window.png" window-en
# Several places chosen by a rectangle, another one under the mouse.
press Escape; press r
drag map 40 40 62 62
sleep 1
shot "$work/window.png"; keep "$work/window.png" gallery/selection
close_window
