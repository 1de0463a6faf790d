#!/usr/bin/env bash
# resolve_alone.sh PROGRAM: an article's line is the same to the byte on one, two and five threads, alone and among
# articles of other languages.
set -euo pipefail
program=$(realpath "$1")
[ -f "$KHARITA_BUILD_DIR/share/kharita/world.gazetteer" ] || { echo "skipped: no gazetteer"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The labelled sentences, the languages mixed, four times over in two orders: what is remembered of one is there for the next.
data="$KHARITA_SOURCE_DIR/tests/data"
paste -d '\n' "$data"/languages/*.ndjson "$data/arabic.ndjson" | sed '/^$/d' >"$folder/once"
cat "$folder/once" <(tac "$folder/once") "$folder/once" <(tac "$folder/once") >"$folder/in"
for threads in 1 2 5; do
  timeout 100 "$program" resolve --associative --threads $threads - <"$folder/in" >"$folder/out.$threads"
done
for threads in 2 5; do
  cmp "$folder/out.1" "$folder/out.$threads" || { echo "the result depends on the threads"; exit 1; }
done
articles=$(wc -l <"$folder/once")
[ "$(wc -l <"$folder/out.1")" -eq $((4 * articles)) ] || { echo "lines are missing"; exit 1; }

for ((i = 1; i <= articles; i += 5)); do
  sed -n "${i}p" "$folder/in" | timeout 100 "$program" resolve --associative - >"$folder/alone"
  for line in "$i" $((2 * articles + 1 - i)) $((2 * articles + i)); do
    sed -n "${line}p" "$folder/out.1" | cmp - "$folder/alone" || { echo "line $line differs from the article alone"; exit 1; }
  done
done
echo "$((4 * articles)) articles, the same on 1, 2 and 5 threads and alone"
