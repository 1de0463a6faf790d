#!/usr/bin/env bash
# bad_input.sh PROGRAM: whatever is wrong with its input, the program says so in one line and ends with exit code 2.
set -u
program=$(realpath "$1")
samples=$KHARITA_SOURCE_DIR/data/samples
gazetteer=$KHARITA_BUILD_DIR/share/kharita/world.gazetteer
[ -f "$gazetteer" ] || { echo "skipped: $gazetteer is not built"; exit 77; }
folder=$(mktemp -d)
trap 'chmod -R u+rwX "$folder" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export HOME=$folder/home XDG_DATA_HOME=$folder/home/data
mkdir -p "$HOME"
failures=0

# Runs the program; its output goes to out and err, its exit code to $code.
run() {
  what="kharita $*"
  timeout 100 "$program" "$@" >out 2>err </dev/null
  code=$?
  if [ $code -ge 124 ] || grep -qiE 'terminate called|assertion|sanitizer|backtrace|segmentation' err; then
    complain "crashed or hung (exit code $code)"
  fi
}
complain() {
  failures=$((failures + 1))
  echo "FAIL: ${what:0:200}: $1"
  head -c 1000 err | sed 's/^/      /'
}
# refuses WORDS ARGUMENTS…: exit code 2 and one line on standard error that begins with "kharita: " and holds WORDS.
refuses() {
  local words=$1
  shift
  run "$@"
  [ $code -eq 2 ] || complain "exit code $code instead of 2"
  [ "$(wc -l <err)" -eq 1 ] || complain "$(wc -l <err) lines on standard error instead of one"
  grep -q '^kharita: ' err || complain "the line does not begin with the program's name"
  grep -qF -e "$words" err || complain "the line does not name '$words'"
}
# takes LINES ARGUMENTS…: exit code 0 and so many lines of output.
takes() {
  local lines=$1
  shift
  run "$@"
  [ $code -eq 0 ] || complain "exit code $code instead of 0"
  [ "$(wc -l <out)" -eq "$lines" ] || complain "$(wc -l <out) lines of output instead of $lines"
}
holds() { grep -qF -e "$2" "$1" || complain "$1 does not hold $2"; }

echo '{"id":"1","text":"وصل الوفد إلى القاهرة"}' >one.ndjson

# Nothing to read.
: >empty.txt
printf ' \n\n' >blank.txt
mkdir empty without
echo x >without/picture.bin
for command in resolve render; do
  refuses empty.txt $command empty.txt
  refuses blank.txt $command blank.txt
  refuses "there are no articles in this folder" $command empty
  refuses "there are no articles in this folder" $command without
  refuses missing.txt $command missing.txt
  refuses /dev/null $command /dev/null
done
refuses "standard input" resolve -
refuses "name the articles" render -o picture.png
refuses reslove reslove one.ndjson
mkdir unreadable
cp one.ndjson unreadable/
chmod 0 unreadable/one.ndjson
[ -r unreadable/one.ndjson ] || refuses unreadable/one.ndjson resolve unreadable
long_name=$(printf 'a%.0s' $(seq 5000))
refuses aaaa resolve "$long_name"
refuses aaaa render --store "$long_name"
refuses "missing?name?[31m" resolve $'missing\nname\e[31m'

# A file that cannot be read does not end the run.
mkdir mixed
cp one.ndjson mixed/b.ndjson
: >mixed/a.txt
run resolve mixed
[ "$(wc -l <out)" -eq 1 ] || complain "the folder's good file was not resolved"

# Broken text.
printf '{"id":"b","text":"وصل إلى \xff\xfe\x80القاهرة"}\n' >broken.ndjson
takes 1 resolve broken.ndjson
holds out '"start":11,"end":18,"text":"القاهرة"'
holds err broken.ndjson
printf 'وصل إلى القاهرة ثم إلى بغ\xd8' >broken.txt
takes 1 resolve broken.txt
holds out '"start":8,"end":15,"text":"القاهرة"'
printf '{"id":"1","text":"في القاهرة"}\n{"id":"2","text":"في بغد\n{"id":"3","text":"في بغداد"}\n' >half.ndjson
takes 3 resolve half.ndjson
holds out '{"id":"2","error":"half.ndjson: line 2: '
holds out '{"id":"3","published":null,"published_from":"unknown","mentions":[{"start":3,"end":8'
holds err 'half.ndjson: line 2: '
[ "$(wc -l <err)" -eq 1 ] || complain "not one line on standard error"
printf '{"id":"2","text":"في بغد' >only_half.ndjson
refuses "only_half.ndjson: line 1" resolve only_half.ndjson
refuses only_half.ndjson render only_half.ndjson

# A line of 50 MB, and others as long that cost the careless reader memory or time.
fifty_mb() { yes "$1" | tr -d '\n' | head -c 50000000; }
{ printf '{"id":"long","text":"'; fifty_mb 'ب'; printf ' وصل الوفد إلى مدينة القاهرة في مصر"}\n'; cat one.ndjson; } >long.ndjson
fifty_mb 'x' >letters.txt
fifty_mb '[' >brackets.ndjson
# A sanitizer's shadow takes more addresses than any limit leaves.
limited() { ([ -n "${KHARITA_SANITIZE:-}" ] || ulimit -v 3000000; exec "$program" "$@"); }
export -f limited
export program
what="kharita resolve of 50 MB lines in 3 GB"
for file in long.ndjson:2 letters.txt:1 brackets.ndjson:1; do
  timeout 100 bash -c 'limited resolve "$1"' - "${file%:*}" >out 2>err
  code=$?
  [ "$(wc -l <out)" -eq "${file#*:}" ] || complain "${file%:*}: exit code $code, $(wc -l <out) lines of output"
done
takes 2 resolve long.ndjson
holds out '"start":25000021,"end":25000028,"text":"القاهرة"'
rm -f long.ndjson letters.txt brackets.ndjson

# Stores.
refuses broken.txt render --store broken.txt
refuses "is no GeoPackage" render --store broken.txt one.ndjson
cmp -s broken.txt <(printf 'وصل إلى القاهرة ثم إلى بغ\xd8') || complain "the file that is no store was changed"
refuses nowhere/news.gpkg render --store nowhere/news.gpkg
refuses broken.txt/news.gpkg render --store broken.txt/news.gpkg one.ndjson
refuses empty render --store empty

# Pictures that cannot be written.
if ! "$program" render one.ndjson --size 64x64 -o probe.png 2>err; then
  what="kharita render"
  if [ -n "${KHARITA_REQUIRE_GL:-}" ]; then complain "no picture"; fi
  echo "skipped: pictures that cannot be written ($(cat err))"
else
  refuses broken.txt/map.png render one.ndjson --size 64x64 -o broken.txt/map.png
  refuses /proc/map.png render one.ndjson --size 64x64 -o /proc/map.png
  refuses empty render one.ndjson --size 64x64 -o empty
  refuses /dev/full render one.ndjson --size 64x64 -o /dev/full
  [ -c /dev/full ] || complain "/dev/full was replaced"
  mkdir read_only
  chmod a-w read_only
  if ! touch read_only/probe 2>/dev/null; then
    refuses read_only/map.png render one.ndjson --size 64x64 -o read_only/map.png
  fi
fi

# Gazetteers.
refuses nowhere.gazetteer resolve --gazetteer nowhere.gazetteer one.ndjson
refuses empty.txt resolve --gazetteer empty.txt one.ndjson
for bytes in 20 4096 1000000; do
  head -c $bytes "$gazetteer" >cut.gazetteer
  refuses cut.gazetteer resolve --gazetteer cut.gazetteer one.ndjson
done
cp "$gazetteer" changed.gazetteer
size=$(stat -c %s changed.gazetteer)
for at in 0 4 $((size / 2)) $((size - 1)); do
  byte=$(od -An -tu1 -j "$at" -N1 changed.gazetteer | tr -d ' ')
  put() { printf "\\x$(printf %02x "$1")" | dd of=changed.gazetteer bs=1 seek="$at" conv=notrunc status=none; }
  put $((byte ^ 32))
  refuses changed.gazetteer resolve --gazetteer changed.gazetteer one.ndjson
  put "$byte"
done
rm -f changed.gazetteer cut.gazetteer
refuses "--packages" gazetteer build --data empty -o x.gazetteer
refuses world_map.gpkg gazetteer build --packages empty --data empty -o x.gazetteer
refuses "no place is called" gazetteer lookup qqqzzzqqq
refuses "is no position" gazetteer at 95 10

# No OpenGL, no display.
export __EGL_VENDOR_LIBRARY_DIRS=$folder/empty
refuses EGL render one.ndjson
unset __EGL_VENDOR_LIBRARY_DIRS
export LIBGL_DRIVERS_PATH=$folder/empty
run render one.ndjson
[ $code -eq 0 ] || refuses EGL render one.ndjson
unset LIBGL_DRIVERS_PATH
unset DISPLAY WAYLAND_DISPLAY
refuses "no window can be opened" one.ndjson
export DISPLAY=:4711
refuses "no window can be opened" one.ndjson
unset DISPLAY

# Arguments.
refuses --colour --colour
for command in resolve render "gazetteer lookup x"; do
  # shellcheck disable=SC2086 # two words
  refuses --colour $command --colour
done
refuses "kharita gazetteer --help" gazetteer loookup x
refuses --threads resolve --threads 0 one.ndjson
refuses --threads resolve --threads many one.ndjson
refuses --theme --theme pink one.ndjson
for box in 1,2,3 a,b,c,d nan,1,2,3 10,20,30,inf 10,40,20,30 10,-95,20,30; do
  refuses "--bbox $box" render one.ndjson "--bbox=$box"
done
for size in 0x10 -5x10 100 100x 100x100x100 1e9x10 99999999999999999999x10 20000x20000 wide; do
  refuses "--size $size" render one.ndjson "--size=$size"
done
for date in 2024-13-45 2024-02-30 yesterday 0; do
  refuses "--from $date" render one.ndjson --from "$date"
  refuses "--to $date" render one.ndjson --to "$date"
done
refuses "is after" render one.ndjson --from 2024-02-01 --to 2024-01-01
refuses "--country XX" render one.ndjson --country XX
for scale in 0 99 nan -nan inf big; do
  refuses --scale render one.ndjson "--scale=$scale"
done
refuses --output render one.ndjson -o ""

# Output that cannot be written.
what="kharita resolve > /dev/full"
"$program" resolve "$samples" >/dev/full 2>err
[ $? -eq 2 ] || complain "no exit code 2"
what="kharita gazetteer lookup > /dev/full"
"$program" gazetteer lookup القاهرة >/dev/full 2>err
[ $? -eq 2 ] || complain "no exit code 2"

[ $failures -eq 0 ] || { echo "$failures failed"; exit 1; }
echo "all bad input was refused in one line"
