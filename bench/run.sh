#!/usr/bin/env bash
# Measures Kharita beside its peers and prints a line a figure: name, value, unit, peer, peer's value, ratio.
#   bench/run.sh [resolve|read|map|store|desk|search-index|archive|all] [--megabytes N] [--articles "N…"] [--corpus FOLDER] [--runs N] [--build FOLDER]
# bench/README.md says what each figure is and how to repeat it by hand.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

what=all megabytes=100 articles=100000 corpus='' runs=3 build=$root/build/release
while [ $# -gt 0 ]; do
  case $1 in
    resolve|read|map|store|desk|search-index|archive|all) what=$1; shift ;;
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
run_desk() {
  run_filters
  "$bench" desk "$gazetteer" | limits
}
# Changes of the filter beside npm's crossfilter2 on the same columns; it is installed into a folder of its own.
run_filters() {
  local name value unit mean=- dearest=-
  mkdir "$work/filters"
  "$bench" filters "$gazetteer" "$work/filters" >"$work/filters/ours"
  if command -v npm >/dev/null && cp -r "$root/bench/peers/crossfilter" "$work/crossfilter" &&
    (cd "$work/crossfilter" && npm install --no-audit --no-fund >/dev/null 2>&1); then
    read -r mean dearest < <(node "$work/crossfilter/run.js" "$work/filters/columns" "$work/filters/steps") || true
  else
    echo "# without crossfilter2: npm could not install it" >&2
  fi
  while IFS=$'\t' read -r name value unit; do
    case $name in
      *dearest) figure "$name" "$value" "$unit" "crossfilter2 1.5.4 in Node" "${dearest:--}" less ;;
      *) figure "$name" "$value" "$unit" "crossfilter2 1.5.4 in Node" "${mean:--}" less ;;
    esac
    [ "$name" != "filter, to all views anew, the dearest" ] || figure "$name" "$value" "$unit" limit 16 less
  done <"$work/filters/ours"
}
run_store() { "$bench" store "$gazetteer" "$work" | limits; }
# The index of words of a made-up archive, beside SQLite's FTS5 in Python: words_of ARCHIVE FOLDER NAME.
words_of() {
  local name value unit peer less limit
  "$bench" words "$1" "$2" >"$2/figures"
  if ! python3 "$root/bench/peers/fts5.py" "$1" "$2/queries" "$2/fts5.sqlite" >"$2/fts5"; then
    echo "# without FTS5: python3 and its sqlite3 are needed" >&2
    : >"$2/fts5"
  fi
  while IFS=$'\t' read -r name value unit; do
    peer=$(awk -F '\t' -v name="$name" '$1 == name { print $2 }' "$2/fts5")
    less=less limit=
    case $name in
      "building, CPU time") less= ;;
      "building, peak memory") limit=300 ;;
      texts|size|*found|*hits*|opening|building,*) ;;
      *) limit=100 ;;
    esac
    [ -z "$limit" ] || figure "$3, $name" "$value" "$unit" limit $limit less
    if [ -n "$peer" ]; then
      figure "$3, $name" "$value" "$unit" "SQLite FTS5" "$peer" $less
    elif [ -z "$limit" ]; then
      figure "$3, $name" "$value" "$unit"
    fi
  done <"$2/figures"
}
run_search_index() {
  local size
  for size in $articles; do
    "$bench" archive "$gazetteer" "$root/data/samples" "$size" "$work/archive.ndjson"
    words_of "$work/archive.ndjson" "$work" "search index, $size"
  done
}

# A made-up archive from its import to the window and back: archive_of ARTICLES. Each once, wall time; the index of words is there
# when the first search has built it.
archive_of() {
  local folder=$work/$1 name="archive, $1" store=$work/$1/store.gpkg texts part
  mkdir "$folder"
  "$bench" archive "$gazetteer" "$root/data/samples" $(($1 + 10)) "$folder/all"
  head -n "$1" "$folder/all" >"$folder/most.ndjson"
  tail -n 10 "$folder/all" >"$folder/ten.ndjson"
  rm "$folder/all"
  once "$name, import" "$1" 500 import "$folder/most.ndjson" --store "$store"
  once "$name, picture" "" 700 render --store "$store" --size 1280x800 -o "$folder/map.png"
  once "$name, first search, with the index of words" "" "" search "خلال عام" --store "$store"
  once "$name, search" "" "" search "خلال عام" --store "$store"
  once "$name, ten articles more" "" "" import "$folder/ten.ndjson" --store "$store"
  if command -v xvfb-run >/dev/null; then
    took "$name, window" "" 1000 < <(xvfb-run -a -s "-screen 0 1280x800x24" "$bench" until "first whole frame" \
      env XDG_CONFIG_HOME="$folder" XDG_DATA_HOME="$folder" KHARITA_LOG=1 "$kharita" --store "$store")
  fi
  words_of "$folder/most.ndjson" "$folder" "$name, index of words"
  texts=$(awk -F '\t' '$1 == "texts" { print $2 * 1e6 }' "$folder/figures")
  for part in store.gpkg store.gpkg.heads store.gpkg.words; do
    [ ! -f "$folder/$part" ] || figure "$name, ${part/store.gpkg/STORE}, of the texts' size" \
      "$(awk -v size="$(stat -c %s "$folder/$part")" -v texts="$texts" 'BEGIN { printf "%.2f", size / texts }')" ""
  done
  rm -r "$folder"
}
# once NAME ARTICLES MOST-MB ARGUMENTS…: a command of Kharita's.
once() {
  local name=$1 count=$2 most=$3; shift 3
  took "$name" "$count" "$most" < <("$bench" run "" "$kharita" "$@" 2>/dev/null)
}
# took NAME ARTICLES MOST-MB: figures of a line of `kharita_bench run`.
took() {
  local cpu wall peak
  read -r cpu wall peak || { echo "# without $1: it failed" >&2; return; }
  if [ -n "$2" ]; then
    figure "$1" "$(awk -v n="$2" -v s="$wall" 'BEGIN { printf "%.0f", n / s }')" 1/s
  else
    figure "$1" "$wall" s
  fi
  figure "$1, CPU time" "$cpu" s
  if [ -n "$3" ]; then figure "$1, peak memory" "$peak" MB limit "$3" less; fi
}
run_archive() {
  local size
  for size in $articles; do archive_of "$size"; done
}

heading
case $what in
  resolve) run_resolve ;;
  read) run_read ;;
  map) run_map ;;
  store) run_store ;;
  desk) run_desk ;;
  search-index) run_search_index ;;
  archive) run_archive ;;
  all) run_resolve; run_read; run_map; run_store; run_desk; run_archive ;;
esac
