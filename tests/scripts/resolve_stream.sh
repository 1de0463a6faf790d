#!/usr/bin/env bash
# resolve_stream.sh PROGRAM: `kharita resolve` takes a long stream in flat memory, keeps its order, answers a slow one
# line by line, and gives the same lines whatever the threads.
set -euo pipefail
program=$(realpath "$1")
[ -f "$KHARITA_BUILD_DIR/share/kharita/world.gazetteer" ] || { echo "skipped: no gazetteer"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Articles numbered from 1, each with a mention, a date and a long word that makes up the bytes.
stream() { # ARTICLES BYTES_OF_THE_WORD
  awk -v articles="$1" -v tail="$2" 'BEGIN {
    split("القاهرة في مصر,دمشق في سوريا,زاهدان في إيران", places, ",")
    for (word = "ب"; length(word) < tail;) word = word word
    for (i = 1; i <= articles; ++i)
      printf "{\"id\":\"%d\",\"text\":\"وصل الوفد رقم %d إلى مدينة %s يوم 3 مارس 2024. %s\"}\n", i, i, places[i % 3 + 1], word
  }'
}

# Each line's result comes while the pipe stays open and the next line is yet to be written.
for threads in 1 2; do
  coproc slow { timeout 100 "$program" resolve --threads $threads; }
  exec {to}>&"${slow[1]}" {from}<&"${slow[0]}"
  for id in 1 2 3; do
    stream $id 10 | tail -n 1 >&$to
    read -r -t 60 line <&$from || { echo "no result of line $id before the next one"; exit 1; }
    [[ $line == "{\"id\":\"$id\","* ]] || { echo "line $id gives $line"; exit 1; }
  done
  pid=$slow_PID
  exec {to}>&- {from}<&-
  eval "exec ${slow[1]}>&-"
  wait "$pid" || { echo "a slow stream ends with an error"; exit 1; }
done

# 200 MB through an address space that holds the gazetteer, the program and little more; without a limit in a build with
# a sanitizer, whose shadow takes more addresses than any leaves.
limit_kb=1000000
([ -n "${KHARITA_SANITIZE:-}" ] || ulimit -v $limit_kb; stream 1600 100000 | timeout 100 "$program" resolve --threads 2 - >"$folder/long") ||
  { echo "a stream of 200 MB does not go through $limit_kb kB"; exit 1; }
[ "$(wc -l <"$folder/long")" -eq 1600 ] || { echo "lines are missing"; exit 1; }

# One line broken in the middle; the rest is the same and in order, on one thread and on two.
stream 3000 100 | sed '1500s/"}$//' >"$folder/in"
for threads in 1 2; do
  timeout 100 "$program" resolve --threads $threads "$folder/in" >"$folder/out.$threads" 2>/dev/null
done
cmp "$folder/out.1" "$folder/out.2" || { echo "the result depends on the threads"; exit 1; }
sed -E 's/^\{"id":"([0-9]+)".*/\1/' "$folder/out.2" | cmp - <(seq 3000) || { echo "the order was not kept"; exit 1; }
[ "$(grep -c '"error"' "$folder/out.2")" -eq 1 ] || { echo "not one line was broken"; exit 1; }
[ "$(grep -c '"mentions":\[{' "$folder/out.2")" -eq 2999 ] || { echo "places are missing"; exit 1; }
echo "200 MB in flat memory, in order, each line at once, the same on one thread and on two"
