#!/usr/bin/env bash
# Sets up as run.sh does, builds with warnings as errors, runs every test, the window's too, and the fuzzer for
# a minute. Ends non-zero when one fails.
#   ./test.sh [CTEST ARGUMENTS…]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/setup.sh" --tests
cd "$root"
cmake --preset ci
cmake --build --preset ci
# What draws and what asks a database is tested, or the test fails: setup.sh has installed what it needs.
export KHARITA_REQUIRE_GL=1 KHARITA_REQUIRE_POSTGRES=1
ctest --preset ci -j "$(nproc)" "$@"
tests/fuzz/run.sh 60
