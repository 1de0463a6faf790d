#!/usr/bin/env bash
# Builds the libFuzzer targets with Clang and runs them. Ends non-zero on a finding, and names its file.
#   run.sh [SECONDS] [resolve|readers] [SEED]     SECONDS for all targets together (60), or for the one that is
#                                                 named; without SEED every run tries the same inputs, 0 draws one
set -euo pipefail
cd "$(dirname "$0")/../.."
total=${1:-60} targets=(resolve readers) seed=${3:-1}
[ $# -lt 2 ] || targets=("$2")
seconds=$((total / ${#targets[@]}))
command -v clang++ >/dev/null || { echo "clang++ is missing: install the packages clang and libclang-rt-14-dev"; exit 77; }
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target "${targets[@]/%/_fuzz}"
for gazetteer in "${KHARITA_GAZETTEER:-}" build/ci/share/kharita/world.gazetteer build/release/share/kharita/world.gazetteer; do
  [ -f "$gazetteer" ] && break
done
if [ -f "$gazetteer" ]; then export KHARITA_GAZETTEER=$gazetteer; else echo "no gazetteer: the resolver is left out"; fi

# The seeds: our own, and for the resolver the labelled sentences, a text a file.
seeds() {
  rm -rf "build/fuzz/seeds/$1"
  mkdir -p "build/fuzz/corpus/$1" "build/fuzz/seeds/$1"
  cp tests/fuzz/seeds/"$1"/* "build/fuzz/seeds/$1"
  [ "$1" = resolve ] || return 0
  sed -n 's/^{.*"text": "\(.*\)", "mentions": .*/\1/p' tests/data/*.ndjson tests/data/languages/*.ndjson |
    split -l 1 -a 4 - "build/fuzz/seeds/$1/sentence-"
}
for target in "${targets[@]}"; do
  seeds "$target"
  longest=600
  [ "$target" = resolve ] || longest=4000
  timeout -k 10 $((seconds + 60)) "build/fuzz/bin/${target}_fuzz" -seed="$seed" -max_total_time="$seconds" -max_len=$longest -timeout=10 \
    -dict="tests/fuzz/$target.dict" -artifact_prefix=build/fuzz/ -print_final_stats=1 "build/fuzz/corpus/$target" "build/fuzz/seeds/$target"
done
