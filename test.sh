#!/usr/bin/env bash
# Sets up as run.sh does, builds with warnings as errors, and runs every test, the window's too. Ends non-zero when one fails.
#   ./test.sh [CTEST ARGUMENTS…]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/setup.sh" --tests
cd "$root"
cmake --preset ci
cmake --build --preset ci
ctest --preset ci -j "$(nproc)" "$@"
