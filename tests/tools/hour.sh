#!/usr/bin/env bash
# Random actions on a window with many made-up articles, at ten times a human's speed, and its memory watched.
#   hour.sh PROGRAM [MINUTES] [ARTICLES] [SEED]      60 minutes, 50,000 articles
# PROGRAM is best one of the preset asan-ubsan, where a finding ends it. Prints resident memory once a minute; fails where the
# program ends, or where memory after ten minutes grows by more than a tenth. Run by hand.
set -euo pipefail
program=$(realpath "$1") minutes=${2:-60} articles=${3:-50000} RANDOM=${4:-1}
source_dir=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
. "$source_dir/tests/window/drive.bash"

# Articles of the samples' words, an object a line.
python3 - "$source_dir/data/samples" "$articles" >"$work/articles.ndjson" <<'PY'
import json, pathlib, random, sys
random.seed(1)
words = [w for f in sorted(pathlib.Path(sys.argv[1]).rglob('*')) if f.is_file()
         for w in f.read_text(errors='ignore').split() if any('\u0600' <= c <= '\u06ff' for c in w)]
for i in range(int(sys.argv[2])):
    at = random.randrange(len(words) - 60)
    print(json.dumps({'id': f'made-{i}', 'source': f'جريدة {i % 20}', 'text': ' '.join(words[at:at + 60]),
                      'published': f'{2015 + i % 10}-{1 + i % 12:02}-{1 + i % 28:02}'}, ensure_ascii=False))
PY
resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$window/status"; }

start_screen 1280x800
start_window "$program" --store "$work/store.gpkg" "$work/articles.ndjson"
seen 'articles/articles/0/row' 600
gone 'progress/.*' 3000

texts=(باكستان زلزال "سد مأرب" -القاهرة "\"وزير الخارجية\"" مصر)
keys=(1 2 3 4 5 g Home plus minus Left Right Up Down F6 F7 F8 F11 F3 ctrl+z ctrl+y ctrl+shift+z bracketright bracketleft Escape p p)
pick_key() { echo "${keys[$((RANDOM % ${#keys[@]}))]}"; }
# A widget that is drawn, but those that end the window, leave it or ask for another program.
some_widget() {
  grep -vE ' (closing/|open/|export/|data/|palette/|help/|notice/action|.*(Quit|Save|Open|Export|Copy|Keep|samples))' "$KHARITA_WIDGETS" |
    grep -v ' map$' | shuf -n 1 --random-source=<(yes $RANDOM) | cut -d ' ' -f 5-
}
act() {
  local name x y
  case $((RANDOM % 10)) in
    0 | 1 | 2 | 3)
      read -r x y wide high name < <(grep -F " $(some_widget)" "$KHARITA_WIDGETS" | head -n 1) || return 0
      xdotool mousemove $((x + wide / 2)) $((y + high / 2)) click 1 ;;
    4 | 5) xdotool key --clearmodifiers "$(pick_key)" ;;
    6) xdotool mousemove $((300 + RANDOM % 600)) $((150 + RANDOM % 400)) click $((4 + RANDOM % 2)) ;;
    7) xdotool mousemove $((300 + RANDOM % 600)) $((150 + RANDOM % 400)) mousedown 1 \
         mousemove $((300 + RANDOM % 600)) $((150 + RANDOM % 400)) mouseup 1 ;;
    8) has top/search || return 0
       xdotool mousemove $(at top/search) click 1
       printf %s "${texts[$((RANDOM % ${#texts[@]}))]}" | xclip -selection clipboard
       xdotool key ctrl+a key ctrl+v key Escape ;;
    9) xdotool mousemove $((RANDOM % 1280)) $((RANDOM % 800)) ;;
  esac
}

begun=$(date +%s) told=-1 steady=
while [ $(( $(date +%s) - begun )) -lt $((minutes * 60)) ]; do
  kill -0 "$window" 2>/dev/null || { wait "$window" || true; fail "the program ended"; }
  act || true
  sleep 0.1
  minute=$(( ($(date +%s) - begun) / 60 ))
  if [ "$minute" -gt "$told" ]; then
    told=$minute
    echo "minute $minute: $(resident) MB"
    [ "$minute" -ne 10 ] || steady=$(resident)
  fi
done
last=$(resident)
press Escape; press Escape
stop_window
[ ! -s "$work/log" ] || { echo "the program said:"; head -n 40 "$work/log"; }
! grep -qE 'ERROR: AddressSanitizer|runtime error' "$work/log" || fail "a finding"
[ -z "$steady" ] || [ "$last" -le $((steady * 11 / 10)) ] || fail "memory grew from $steady to $last MB"
echo "1 passed, 0 failed: $last MB at the end"
