#!/usr/bin/env bash
# Builds the libFuzzer target with Clang and runs it: run.sh [SECONDS]. Ends non-zero on a finding, and names its file.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
command -v clang++ >/dev/null || { echo "clang++ is missing: install the packages clang and libclang-rt-14-dev"; exit 77; }
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target resolve_fuzz
gazetteer=${KHARITA_GAZETTEER:-build/release/share/kharita/world.gazetteer}
if [ -f "$gazetteer" ]; then export KHARITA_GAZETTEER=$gazetteer; else echo "no gazetteer at $gazetteer: the resolver is left out"; fi
work=build/fuzz/corpus
mkdir -p "$work"
build/fuzz/bin/resolve_fuzz -max_total_time="$seconds" -max_len=600 -dict=tests/fuzz/words.dict \
  -artifact_prefix=build/fuzz/ "$work" tests/fuzz/seeds
