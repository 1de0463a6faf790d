#!/usr/bin/env bash
# Builds Kharita on Debian 12 and opens its window on the given articles, or on the project's own samples.
#   ./run.sh [ARTICLES…]     files or folders: text, HTML, JSON, NDJSON, CSV, RSS, Atom
# Without a display it renders the same map to kharita.png. A second run starts at once and needs no network.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
articles=()
for article in "$@"; do articles+=("$(realpath -m -- "$article")"); done

"$root/setup.sh"
cd "$root"
log=build/run.log
mkdir -p build
[ -f build/release/build.ninja ] || cmake --preset release -DBUILD_TESTING=OFF >"$log" 2>&1 ||
  { tail -n 20 "$log" >&2; printf 'run.sh: the build could not be configured; the whole log is in %s\n' "$root/$log" >&2; exit 2; }
if [ -t 1 ]; then cmake --build build/release --target kharita gazetteer
else cmake --build build/release --target kharita gazetteer >"$log" 2>&1 ||
  { tail -n 30 "$log" >&2; printf 'run.sh: the build failed; the whole log is in %s\n' "$root/$log" >&2; exit 2; }
fi

program=$root/build/release/bin/kharita
[ ${#articles[@]} -gt 0 ] || articles=("$root/build/release/share/kharita/samples")
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$program" "${articles[@]}"
fi
"$program" render "${articles[@]}" --size 1600x1000 -o "$root/kharita.png"
printf 'There is no display, so the map is in %s.\nFor the window, run this in a desktop session, or with: xvfb-run -a -s "-screen 0 1280x800x24" ./run.sh\n' "$root/kharita.png"
