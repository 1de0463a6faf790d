#!/usr/bin/env bash
# Builds the libFuzzer target with Clang and runs it: run.sh [SECONDS]. Ends non-zero on a finding, and names its file.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
command -v clang++ >/dev/null || { echo "clang++ is missing: install the packages clang and libclang-rt-14-dev"; exit 77; }
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target resolve_fuzz
for gazetteer in "${KHARITA_GAZETTEER:-}" build/ci/share/kharita/world.gazetteer build/release/share/kharita/world.gazetteer; do
  [ -f "$gazetteer" ] && break
done
if [ -f "$gazetteer" ]; then export KHARITA_GAZETTEER=$gazetteer; else echo "no gazetteer: the resolver is left out"; fi

# The seeds: a text a file, those of the labelled sentences among them.
work=build/fuzz/corpus
seeds=build/fuzz/seeds
rm -rf "$seeds"
mkdir -p "$work" "$seeds"
cp tests/fuzz/seeds/* "$seeds"
sed -n 's/^{.*"text": "\(.*\)", "mentions": .*/\1/p' tests/data/*.ndjson tests/data/languages/*.ndjson |
  split -l 1 -a 4 - "$seeds/sentence-"
timeout -k 10 $((seconds + 60)) build/fuzz/bin/resolve_fuzz -max_total_time="$seconds" -max_len=600 -timeout=10 \
  -dict=tests/fuzz/words.dict -artifact_prefix=build/fuzz/ -print_final_stats=1 "$work" "$seeds"
