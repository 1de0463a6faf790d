#!/usr/bin/env bash
# Makes the pictures of docs/guide.md and docs/guide.ar.md again, from data/samples, by doing their tasks in the window:
#   docs/guide.sh [PROGRAM]
# Needs Xvfb, xdotool, xclip and ImageMagick, which reduces them to 64 colours.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/build/release/bin/kharita}")
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
KHARITA_PICTURES=$made "$root/tests/window/tasks.sh" "$program" 1280x800
mkdir -p "$root/docs/images/guide"
for picture in "$made"/*-1280x800.png; do
  name=$(basename "$picture" -1280x800.png)
  case $name in exported*) continue ;; esac  # shows the same map once more
  convert "$picture" -strip -dither None -colors 64 "PNG8:$root/docs/images/guide/$name.png"
done
