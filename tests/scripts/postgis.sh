#!/usr/bin/env bash
# A team's store: PostgreSQL with PostGIS, started here on a free port of 127.0.0.1 and stopped at the end.
set -uo pipefail
program=$1
tests=$(dirname "$program")/kharita_tests
missing() { [ -z "${KHARITA_REQUIRE_POSTGRES:-}" ] && { echo "skipped: $1"; exit 77; }; echo "FAILED: $1"; exit 1; }
gazetteer=$(dirname "$program")/../share/kharita/world.gazetteer
[ -f "$gazetteer" ] || missing "$gazetteer is not built"
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/postgres" ] || missing "there is no PostgreSQL: install postgresql-15 and postgresql-15-postgis-3"
folder=$(mktemp -d)
server=$folder/server
failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }
expect() { [ "$2" = "$3" ] || fail "$1: '$2', not '$3'"; }

# The server will not run as root.
as_server() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
mkdir "$server"
[ "$(id -u)" != 0 ] || { chmod 755 "$folder"; chown postgres "$server"; }
trap 'as_server "$bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null 2>&1; rm -rf "$folder"' EXIT
as_server "$bin/initdb" -D "$server/data" -U owner --auth=trust -E UTF8 --no-sync > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  as_server "$bin/pg_ctl" -D "$server/data" -w -l "$server/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" start > "$folder/log" 2>&1 && break
done
sql() { "$bin/psql" -h 127.0.0.1 -p "$port" -U owner -d "${2:-news}" -X -q -t -A -v ON_ERROR_STOP=1 -c "$1"; }
sql "CREATE DATABASE news" postgres && sql "CREATE EXTENSION postgis" || { cat "$server/log"; exit 1; }
store() { echo "PG:host=127.0.0.1 port=$port dbname=news user=$1 password='se\\'cret'"; }

# The store's own test.
KHARITA_TEST_DATABASE=$(store owner) "$tests" -tc='store: the same through PostgreSQL' > "$folder/log" 2>&1 || { cat "$folder/log"; fail "the store's test"; }
sql "DROP TABLE articles, mentions, corrections"

# Two machines import at once into an empty database, some articles the same.
articles() {  # from, to
  seq "$1" "$2" | sed 's/.*/{"id": "&", "title": "زلزال &", "source": "عينة", "published": "2024-01-10", "text": "وقع زلزال رقم & قرب زاهدان جنوب شرقي إيران."}/'
}
articles 1 3000 > "$folder/a.ndjson"
articles 2001 5000 > "$folder/b.ndjson"
for part in a b; do
  "$program" import "$folder/$part.ndjson" --store "$(store owner)" > "$folder/$part.said" 2>&1 &
done
for job in $(jobs -p); do wait "$job" || fail "an import beside another: $(cat "$folder"/?.said)"; done
expect "articles" "$(sql "SELECT COUNT(*) || ' ' || COUNT(DISTINCT id) FROM articles")" "5000 5000"
expect "mentions" "$(sql "SELECT COUNT(*) || ' ' || COUNT(DISTINCT article_id) FROM mentions")" "10000 5000"

# What is stored is exported, drawn on no map, and of points in longitude and latitude.
"$program" export --store "$(store owner)" --what places -o "$folder/places.csv" || fail "an export"
expect "places" "$(tail -n +2 "$folder/places.csv" | cut -d, -f2,9 | tr -d '\r' | paste -sd' ')" "Iran,5000 Zahedan,5000"
expect "a point" "$(sql "SELECT DISTINCT round(ST_X(geom)::numeric, 2) || ' ' || round(ST_Y(geom)::numeric, 2) FROM mentions WHERE place_id = 'gn:1159301'")" "60.86 29.50"

# Who may only read reads, and is told when they would write.
sql "CREATE ROLE reader LOGIN" && sql "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"
"$program" export --store "$(store reader)" --what articles -o "$folder/articles.csv" || fail "a reader's export"
expect "a reader's articles" "$(tail -n +2 "$folder/articles.csv" | wc -l)" 5000
articles 6001 6002 > "$folder/c.ndjson"
expect_error() {  # words that the message must hold, then the arguments
  local words=$1; shift
  local said status
  said=$("$program" "$@" 2>&1 >/dev/null); status=$?
  [ $status -eq 2 ] || fail "$*: exit code $status, not 2"
  [[ $said == *"$words"* ]] || fail "$1: said '$said', not '$words'"
  [[ $said != *cret* ]] || fail "$1: the password is in '$said'"
  [ "$(wc -l <<< "$said")" -eq 1 ] || fail "$1: more than one line: $said"
}
expect_error "permission denied" import "$folder/c.ndjson" --store "$(store reader)"
expect "after a reader's import" "$(sql "SELECT COUNT(*) FROM articles")" 5000
as_server "$bin/pg_ctl" -D "$server/data" -m fast stop > /dev/null
expect_error "cannot be opened" export --store "$(store owner)" -o "$folder/none.csv"
[ $failures -eq 0 ]
