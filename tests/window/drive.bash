# Drives the real program under Xvfb by the names of its widgets: sourced by the scripts of this folder and docs/guide.sh.
#   start_screen WIDTHxHEIGHT; start_window PROGRAM ARGUMENT…; click articles/articles/0/row; …; stop_window; stop_screen
# The program writes where its widgets stand to $KHARITA_WIDGETS: a line each, with left, top, width, height and name.
for tool in Xvfb xdotool import xclip; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'kill "${window:-}" "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data KHARITA_WIDGETS=$work/widgets
unset WAYLAND_DISPLAY

fail() {
  echo "FAILED: $*" >&2
  cat "$work/log" >&2 2>/dev/null || true
  import -window root "${KHARITA_BUILD_DIR:-.}/window-failed.png" 2>/dev/null && echo "the screen is in ${KHARITA_BUILD_DIR:-.}/window-failed.png" >&2
  sed 's/^/  /' "$KHARITA_WIDGETS" >&2 2>/dev/null || true
  exit 1
}
# await SECONDS COMMAND…: until it holds.
await() {
  local tries=$(( $1 * 20 )); shift
  until "$@" >/dev/null 2>&1; do
    [ $((tries--)) -gt 0 ] || return 1
    sleep 0.05
  done
}

start_screen() {  # WIDTHxHEIGHT
  rm -f "$work/display"
  Xvfb -noreset -displayfd 3 -screen 0 "$1x24" 3>"$work/display" >/dev/null 2>&1 &
  server=$!
  await 20 test -s "$work/display" || fail "Xvfb did not start"
  export DISPLAY=:$(cat "$work/display")
}
stop_screen() { kill "$server"; wait "$server" 2>/dev/null || true; server=; }
start_window() {  # PROGRAM ARGUMENT…
  rm -f "$KHARITA_WIDGETS"
  "$@" >"$work/log" 2>&1 &
  window=$!
  await 60 has map || fail "no window came up"
}
stop_window() {  # by its own key, so that what it keeps is kept
  xdotool key --clearmodifiers ctrl+q
  await 20 bash -c "! kill -0 $window" || fail "Ctrl+Q did not quit"
  wait "$window" && status=0 || status=$?
  window=
  [ "$status" = 0 ] || fail "the program ended with $status"
}

# The line of a widget; of several by that name the first. A name may be a pattern of grep's.
line_of() { grep -m 1 -E "^([-0-9]+ ){4}$1\$" "$KHARITA_WIDGETS"; }
has() { line_of "$1" >/dev/null; }
lacks() { ! has "$1"; }
seen() { await "${2:-20}" has "$1" || fail "there is no widget $1"; }
gone() { await "${2:-20}" lacks "$1" || fail "the widget $1 is still there"; }
# at NAME [SHARE-X SHARE-Y]: a point of it, in percent.
at() {
  local x y wide high name
  seen "$1"
  read -r x y wide high name < <(line_of "$1")
  echo $(( x + wide * ${2:-50} / 100 )) $(( y + high * ${3:-50} / 100 ))
}
# A widget that moves while its panel opens is pressed where it comes to rest.
settle() { local before=; until [ "$before" = "$(line_of "$1")" ]; do before=$(line_of "$1"); sleep 0.15; done; }
click() {  # NAME [SHARE-X SHARE-Y]
  seen "$1"; settle "$1"
  xdotool mousemove $(at "$@"); sleep 0.1; xdotool mousedown 1; sleep 0.1; xdotool mouseup 1; sleep 0.35
}
# click_for NAME WANTED: until that is there. What is pressed may still be of what was shown before.
click_for() {
  local tries=8
  until has "$2"; do
    [ $((tries--)) -gt 0 ] || fail "$1 was pressed, and $2 did not come"
    click "$1"
    await 2 has "$2" || true
  done
}
drag() {  # NAME FROM-X FROM-Y TO-X TO-Y, in percent of it
  seen "$1"
  xdotool mousemove $(at "$1" $2 $3); sleep 0.15; xdotool mousedown 1; sleep 0.15
  xdotool mousemove $(at "$1" $((($2 + $4) / 2)) $((($3 + $5) / 2))); sleep 0.15
  xdotool mousemove $(at "$1" $4 $5); sleep 0.15; xdotool mouseup 1; sleep 0.4
}
press() { xdotool key --clearmodifiers "$1"; sleep 0.25; }
# Words through the clipboard, as no keyboard of Xvfb has Arabic letters.
type_words() {
  printf %s "$1" | xclip -selection clipboard; sleep 0.15
  xdotool keydown ctrl; sleep 0.05; xdotool key v; sleep 0.05; xdotool keyup ctrl; sleep 0.4
}
clear_field() { press ctrl+a; press BackSpace; }
shot() { sleep 0.6; import -window root "$1"; }
