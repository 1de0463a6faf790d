#!/usr/bin/env bash
# install.sh PROGRAM: what `cmake --install` puts in place works on its own, from any folder and through a link, and
# reads nothing of the build tree or the sources.
set -euo pipefail
[ -f "$KHARITA_BUILD_DIR/share/kharita/world.gazetteer" ] || { echo "skipped: no gazetteer"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }

cmake --install "$KHARITA_BUILD_DIR" --prefix "$folder/usr" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
program=$folder/usr/bin/kharita
share=$folder/usr/share/kharita
[ -x "$program" ] || fail "no program was installed"
for file in world.gazetteer shaders samples; do
  [ -e "$share/$file" ] || fail "$file was not installed"
done
[ -z "$(find "$folder/usr" -type l)" ] || fail "links were installed: $(find "$folder/usr" -type l)"

mkdir "$folder/home" "$folder/elsewhere" "$folder/bin"
ln -s "$program" "$folder/bin/kharita"
export HOME=$folder/home XDG_CACHE_HOME=$folder/home/cache
unset XDG_DATA_HOME XDG_CONFIG_HOME
traced() { "$@"; }
if command -v strace >/dev/null && strace -f -o "$folder/probe" true 2>/dev/null; then
  traced() { strace -f -qq -e trace=open,openat,execve -o "$folder/trace.$((++traces))" "$@"; }
  traces=0
  export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"  # LeakSanitizer traces, too, and there can be but one
else
  echo "skipped: no strace to see which files are read"
fi

for start in "$program" "$folder/bin/kharita"; do
  for from in / "$folder/elsewhere"; do
    cd "$from"
    traced timeout 60 "$start" gazetteer lookup زاهدان >"$folder/lookup" || fail "lookup failed from $from"
    grep -q 'Zahedan' "$folder/lookup" || fail "lookup does not find Zahedan"
  done
done
traced timeout 60 "$folder/bin/kharita" resolve "$share/samples/science.atom" >"$folder/resolved"
grep -q '"mentions":\[{' "$folder/resolved" || fail "resolve finds no place in a sample"
if ! traced timeout 60 "$folder/bin/kharita" render "$share/samples/science.atom" --size 320x200 \
  -o "$folder/map.png" 2>"$folder/err"; then
  grep -qE 'EGL|OpenGL' "$folder/err" && [ -z "${KHARITA_REQUIRE_GL:-}" ] || fail "render failed: $(cat "$folder/err")"
  echo "skipped: $(cat "$folder/err")"
else
  [ "$(head -c 4 "$folder/map.png" | od -An -c | tr -d ' ')" = '211PNG' ] || fail "render wrote no PNG"
fi
[ -z "$(ls -A "$folder/elsewhere")" ] || fail "files were left in the current folder"

read_of_tree=$(cat "$folder"/trace.* 2>/dev/null | grep -F -e "\"$KHARITA_SOURCE_DIR/" -e "\"$KHARITA_BUILD_DIR/" |
  grep -v 'san[.]supp"' || true)  # what a sanitizer leaves out
[ -z "$read_of_tree" ] || fail "the installed program reads the build tree: $read_of_tree"
echo "the installed program works on its own"
