#!/usr/bin/env bash
# Measures Kharita beside its peers and prints a line a figure: name, value, unit, peer, peer's value, ratio.
#   bench/run.sh [resolve|read|map|store|desk|search-index|all] [--megabytes N] [--articles N] [--corpus FOLDER] [--runs N] [--build FOLDER]
# bench/README.md says what each figure is and how to repeat it by hand.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

what=all megabytes=100 articles=100000 corpus='' runs=3 build=$root/build/release
while [ $# -gt 0 ]; do
  case $1 in
    resolve|read|map|store|desk|search-index|all) what=$1; shift ;;
    --megabytes) megabytes=$2; shift 2 ;;
    --articles) articles=$2; shift 2 ;;
    --corpus) corpus=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --build) build=$(realpath "$2"); shift 2 ;;
    *) sed -n '2,4s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
if [ -z "$corpus" ]; then
  corpus=$root/data/samples
  [ ! -d "$root/../shared/corpus" ] || corpus=$root/../shared/corpus
fi

[ -f "$build/build.ninja" ] || cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --target kharita kharita_bench gazetteer >&2
kharita=$build/bin/kharita bench=$build/bin/kharita_bench gazetteer=$build/share/kharita/world.gazetteer

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# figure NAME VALUE UNIT [PEER PEER'S-VALUE [less]]: the ratio is above 1 where Kharita does better; `less`
# says that the lower value is the better one.
figure() {
  awk -v name="$1" -v value="$2" -v unit="$3" -v peer="${4:--}" -v other="${5:--}" -v less="${6:-}" 'BEGIN {
    ratio = "-"
    if (other != "-" && value > 0 && other > 0) ratio = sprintf("%.2f", less == "" ? value / other : other / value)
    printf "%-46s %12s %-6s %-34s %12s %8s\n", name, value, unit, peer, other, ratio }'
}
heading() { printf '%-46s %12s %-6s %-34s %12s %8s\n' figure value unit peer "its value" ratio; }

# best COLUMN INPUT COMMAND…: the least of several runs; columns: 1 CPU seconds, 2 wall seconds, 3 peak MB.
best() {
  local column=$1 input=$2 i; shift 2
  for ((i = 0; i < runs; ++i)); do "$bench" run "$input" "$@"; done | least "$column"
}
least() { awk -v c="$1" 'NR == 1 || $c < m { m = $c } END { print m }'; }
rate() { awk -v bytes="$1" -v all="$2" -v start="$3" 'BEGIN { printf "%.1f", bytes / 1e6 / (all - start) }'; }

run_resolve() {
  local bytes all start ours one two i locale threads utf8=C.UTF-8
  bytes=$("$bench" text "$corpus" "$megabytes" "$work/text")
  "$kharita" gazetteer names --script arabic >"$work/names"
  printf '# resolve: %s MB of text, %s Arabic names\n' "$((bytes / 1000000))" "$(wc -l <"$work/names")"
  # What is started and opened before the first byte of text does not count, on either side.
  : >"$work/nothing"
  # In turn, so that what else the machine does slows each alike.
  for ((i = 0; i < runs; ++i)); do
    "$bench" run "$work/text.ndjson" "$kharita" resolve --threads 1 >>"$work/ours"
    for locale in C "$utf8"; do
      "$bench" run "" env LC_ALL=$locale grep -oFf "$work/names" "$work/text.txt" >>"$work/grep.$locale"
    done
  done
  start=$(best 1 "$work/nothing" "$kharita" resolve --threads 1 2>/dev/null)
  ours=$(rate "$bytes" "$(least 1 <"$work/ours")" "$start")
  for locale in C "$utf8"; do
    all=$(least 1 <"$work/grep.$locale")
    start=$(best 1 "" env LC_ALL=$locale grep -oFf "$work/names" "$work/nothing")
    figure "resolve, one thread, CPU time" "$ours" MB/s "grep -oFf NAMES, LC_ALL=$locale" "$(rate "$bytes" "$all" "$start")"
  done
  start=$(best 2 "$work/nothing" "$kharita" resolve 2>/dev/null)
  for ((i = 0; i < runs; ++i)); do
    for threads in 1 2; do
      "$bench" run "$work/text.ndjson" "$kharita" resolve --threads $threads >>"$work/threads.$threads"
    done
  done
  one=$(rate "$bytes" "$(least 2 <"$work/threads.1")" "$start")
  two=$(rate "$bytes" "$(least 2 <"$work/threads.2")" "$start")
  figure "resolve, two threads, wall time" "$two" MB/s "one thread" "$one"
  figure "resolve, peak memory, one thread" "$(least 3 <"$work/ours")" MB "limit" 200 less
  figure "gazetteer, opening" "$("$bench" open "$gazetteer")" ms "limit" 20 less
}

# Figures of kharita_bench itself; those with a limit are told beside it.
limits() {
  local name value unit
  while IFS=$'\t' read -r name value unit; do
    case $name in
      "filter, "*mentions|"filter, confidence"*) figure "$name" "$value" "$unit" limit 30 less ;;
      "texts, "*) figure "$name" "$value" "$unit" limit 50 less ;;
      "search, a key"*) figure "$name" "$value" "$unit" limit 5 less ;;
      "map, "*" wall time") figure "$name" "$value" "$unit" "limit, 30 frames/s" 33.3 less ;;
      *) figure "$name" "$value" "$unit" ;;
    esac
  done
}
# value NAME: of a figure that kharita_bench printed.
value() { awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$work/map"; }
# peer PAGE DATA ZOOM: milliseconds of a frame in headless Chromium; nothing where that is not to be had.
peer() { (cd "$root/bench/peers" && timeout 600 node browser.mjs "$@" 2>"$work/peers.log") || sed 's/^/# /' "$work/peers.log" >&2; }
run_map() {
  local samples=$root/data/samples start
  start=$(best 2 "" "$kharita" render "$samples" --size 1280x800 -o "$work/samples.png")
  figure "map, start to the samples' picture, wall time" "$(awk -v s="$start" 'BEGIN { print s * 1000 }')" ms
  run_window
  "$bench" map "$gazetteer" "$root/shaders" "$work/mentions" >"$work/map"
  limits <"$work/map"
  "$bench" search "$gazetteer" | limits
  run_clusters
  run_browsers
}
# The window on a virtual screen, with settings and a library of its own.
run_window() {
  local start i
  if ! command -v xvfb-run >/dev/null; then
    echo "# without the window: it needs xvfb-run, of Debian's package xvfb" >&2
    return
  fi
  start=$(for ((i = 0; i < runs; ++i)); do
    xvfb-run -a -s "-screen 0 1280x800x24" "$bench" until "first whole frame" \
      env XDG_CONFIG_HOME="$work" XDG_DATA_HOME="$work" KHARITA_LOG=1 "$kharita" "$root/data/samples"
  done | least 2)
  figure "map, window to the samples' first whole frame" "$(awk -v s="$start" 'BEGIN { print s * 1000 }')" ms limit 400 less
}
# Beside npm's supercluster where node is there; it is installed into a folder of its own.
run_clusters() {
  local name value unit peer=-
  IFS=$'\t' read -r name value unit < <("$bench" clusters "$work/points")
  if command -v npm >/dev/null && cp -r "$root/bench/peers/supercluster" "$work/supercluster" &&
    (cd "$work/supercluster" && npm install --no-audit --no-fund >/dev/null 2>&1); then
    peer=$(node "$work/supercluster/run.js" "$work/points") || peer=-
  fi
  figure "$name, CPU time" "$value" "$unit" "supercluster 8.0.1 in Node" "$peer" less
}
# Beside deck.gl and maplibre-gl in headless Chromium.
run_browsers() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
    echo "# without peers: they need node, npm and chromium" >&2
    return
  fi
  if [ ! -d "$root/bench/peers/node_modules" ] && ! (cd "$root/bench/peers" && npm ci --silent --no-audit --no-fund) >&2; then
    echo "# without peers: npm could not install them" >&2
    return
  fi
  figure "map, points at zoom 3, wall time" "$(value "map, points at zoom 3, wall time")" ms \
    "deck.gl, a circle each mention" "$(peer deck "$work/mentions" 3)" less
  if command -v ogr2ogr >/dev/null; then
    ogr2ogr -q -f GeoJSON -select fips "$work/areas.geojson" "$root/build/cache/qgis-common/world_map.gpkg" states_provinces
    figure "map, base at zoom 6, wall time" "$(value "map, base at zoom 6, wall time")" ms \
      "maplibre-gl, the same provinces" "$(peer maplibre "$work/areas.geojson" 6)" less
  fi
}
# Reading, on one thread: each format beside a bare parse in C or C++, and beside a script.
run_read() {
  local format peer ours
  mkdir "$work/read"
  "$bench" inputs "$corpus" "$megabytes" "$work/read"
  for format in ndjson json csv rss; do
    ours=$("$bench" read "$work/read/news.$format")
    case $format in
      rss) figure "read, RSS, CPU time" "$ours" MB/s "libxml2, bare parse" "$("$bench" parse "$work/read/news.rss")" ;;
      csv) ;;
      *)
        figure "read, ${format^^}, CPU time" "$ours" MB/s "nlohmann json, bare parse" "$("$bench" parse "$work/read/news.$format")"
        if peer=$("$bench" parse "$work/read/news.$format" simdjson); then
          figure "read, ${format^^}, CPU time" "$ours" MB/s "simdjson, bare parse" "$peer"
        fi
        ;;
    esac
    [ $format = rss ] || figure "read, ${format^^}, CPU time" "$ours" MB/s "Python's ${format/nd/}" \
      "$(python3 "$root/bench/peers/read.py" "$work/read/news.$format" "$runs")"
  done
  ours=$("$bench" read "$work/read/pages")
  figure "read, HTML, CPU time" "$ours" MB/s "libxml2, bare parse" "$("$bench" parse "$work/read/pages")"
  mkdir "$work/few"
  find "$work/read/pages" -name '*0.html' -exec cp {} "$work/few" \;
  if command -v npm >/dev/null && cp -r "$root/bench/peers/readability" "$work/readability" &&
    (cd "$work/readability" && npm ci --silent --no-audit --no-fund >/dev/null 2>&1); then
    peer=$(node "$work/readability/run.js" "$work/few" "$runs") || peer=-
    figure "read, HTML, CPU time" "$ours" MB/s "readability.js 0.6.0 in Node" "$peer"
  else
    echo "# without readability.js: npm could not install it" >&2
  fi
}
run_desk() { "$bench" desk "$gazetteer" | limits; }
run_store() { "$bench" store "$gazetteer" "$work" | limits; }
# The index of words of a made-up archive, beside SQLite's FTS5 in Python.
run_search_index() {
  local name value unit peer less limit
  "$bench" archive "$gazetteer" "$root/data/samples" "$articles" "$work/archive.ndjson"
  "$bench" words "$work/archive.ndjson" "$work" >"$work/words"
  if ! python3 "$root/bench/peers/fts5.py" "$work/archive.ndjson" "$work/queries" "$work/fts5.sqlite" >"$work/fts5"; then
    echo "# without FTS5: python3 and its sqlite3 are needed" >&2
    : >"$work/fts5"
  fi
  while IFS=$'\t' read -r name value unit; do
    peer=$(awk -F '\t' -v name="$name" '$1 == name { print $2 }' "$work/fts5")
    less=less limit=
    case $name in
      "building, CPU time") less= ;;
      "building, peak memory") limit=300 ;;
      size|*found|*hits*|opening|building,*) ;;
      *) limit=100 ;;
    esac
    [ -z "$limit" ] || figure "search index, $name" "$value" "$unit" limit $limit less
    if [ -n "$peer" ]; then
      figure "search index, $name" "$value" "$unit" "SQLite FTS5" "$peer" $less
    elif [ -z "$limit" ]; then
      figure "search index, $name" "$value" "$unit"
    fi
  done <"$work/words"
}

heading
case $what in
  resolve) run_resolve ;;
  read) run_read ;;
  map) run_map ;;
  store) run_store ;;
  desk) run_desk ;;
  search-index) run_search_index ;;
  all) run_resolve; run_read; run_map; run_store; run_desk; run_search_index ;;
esac
