#!/usr/bin/env bash
# Runs clang-tidy with .clang-tidy's checks on sources as build/ci compiles them, which must be built. Ends non-zero on a finding.
#   tests/tidy.sh [FOLDERS…]     unless told: what decides and what reads strangers' files, which takes CI some three minutes;
#                                what draws is left to the compilers' warnings there
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-tidy >/dev/null || { echo "tidy.sh: clang-tidy is missing: install the package clang-tidy"; exit 2; }
[ -f build/ci/compile_commands.json ] || { echo "tidy.sh: build/ci is not there: run ./test.sh first"; exit 2; }
[ $# -gt 0 ] || set -- geo app/articles app/model app/cli

# Clang's own -Wconversion asks for more than GCC's, and what GCC alone knows is no finding.
options=(-p build/ci --quiet)
for warning in unknown-warning-option sign-conversion bitwise-instead-of-logical; do options+=("--extra-arg=-Wno-$warning"); done
find "$@" -name '*.cpp' -print0 | xargs -0 -P "$(nproc)" -n 1 clang-tidy "${options[@]}" 2> >(grep -v 'warnings\? generated' >&2)
echo "clang-tidy: no findings in $*"
