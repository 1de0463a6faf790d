#!/usr/bin/env bash
# Installs through apt-get what is missing to build and run Kharita on Debian 12, and fetches the data packages.
# Called by run.sh and test.sh. With nothing missing it asks no network and takes well under a second.
#   ./setup.sh [--tests]     --tests: also what the tests need (a virtual display and something to drive it, Clang for its fuzzer)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

build_packages=(
  build-essential cmake ninja-build pkg-config ccache ca-certificates dpkg-dev
  libimgui-dev libglfw3-dev libgl-dev libegl-dev libopengl-dev libgl1-mesa-dri libegl1
  libgdal-dev libpq-dev libgeos-dev libicu-dev libxml2-dev libflatbuffers-dev flatbuffers-compiler libxxhash-dev zlib1g-dev
  libharfbuzz-dev libfreetype-dev libfontconfig-dev libpng-dev libcairo2-dev fonts-noto-core
  nlohmann-json3-dev libcli11-dev libfmt-dev libexpected-dev doctest-dev)
test_packages=(xvfb xauth xdotool xclip x11-utils imagemagick gdal-bin poppler-utils librsvg2-bin python3-minimal
  clang libclang-rt-14-dev clang-tidy postgresql-15 postgresql-15-postgis-3)

fail() { printf 'setup.sh: %s\n' "$*" >&2; exit 2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "root is needed to install packages, and sudo is not there. As root, run: $*"
  fi
}

wanted=("${build_packages[@]}")
[ "${1:-}" = --tests ] && wanted+=("${test_packages[@]}")
command -v npm >/dev/null || wanted+=(npm)

missing=()
for package in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "apt-get is not there: Kharita is built on Debian 12. Missing: ${missing[*]}"
  printf 'Installing: %s\n' "${missing[*]}"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  { as_root apt-get -q update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; fail "packages could not be installed (see above). Check the network and the package sources, then run this again."; }
fi

"$root/data/fetch.sh"
