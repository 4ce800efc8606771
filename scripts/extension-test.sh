#!/usr/bin/env bash
# Tries the loadable extension in the sqlite3 shell, in Python and under valgrind, each where it is
# installed, against what the command itself says. extension-test.sh PATH/TO/reaction
set -euo pipefail
cd "$(dirname "$0")/.."
reaction=$(realpath "$1")
extension=$PWD/.build/reaction_prices.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
database=$work/demo.sqlite

scripts/extension.sh "$extension" >/dev/null
for layer in 1 2; do
  # A second import, of other numbers for some of the days, so that later batches must win.
  awk -F, -v layer="$layer" -v OFS=, 'layer == 1 || NR == 1 { print; next } NR % 3 == 0 { $3 += 1; print }' \
    data/june-5-2025/daily.csv >"$work/layer$layer.csv"
  "$reaction" import prices "$work/layer$layer.csv" --quiet --db "$database"
done

question="select symbol, count(*), min(time), max(time), sum(close), sum(volume) from prices
  where time between '2024-06-01' and '2025-06-03' group by symbol"
listing="select symbol, time, close from prices order by symbol, time"

fail() { echo "$1" >&2; exit 1; }
skip() { echo "$1: skipped, $2"; }

# Runs statements in a program and expects the command's answers.
compare() {
  local name=$1
  for statement in "$question" "$listing"; do
    "$reaction" sql "$statement" --format csv --db "$database" | tail -n +2 >"$work/expected"
    "$name" "$statement" >"$work/found"
    [ "$(wc -l <"$work/expected")" -eq "$(wc -l <"$work/found")" ] || fail "$name has other rows: $statement"
    same_values "$work/expected" "$work/found" || fail "$name differs: $statement"
  done
  echo "$name: ok"
}

# Numbers may be written in more than one way; they must be equal as numbers.
same_values() {
  paste -d, "$1" "$2" | awk -F, '
    # The shell writes 15 digits.
    function same(a, b) {
      return a == b || a ~ number && b ~ number && (a - b) ^ 2 <= (1e-14 * a) ^ 2
    }
    BEGIN { number = "^-?[0-9.]+(e[-+]?[0-9]+)?$" }
    { half = NF / 2; for (i = 1; i <= half; i++) if (!same($i, $(i + half))) { wrong = 1; exit } }
    END { exit wrong || NR == 0 }'
}

sqlite3_shell() { sqlite3 -readonly -csv -cmd ".load $extension" "$database" "$1" | tr -d '\r'; }

find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import sqlite3; sqlite3.Connection.enable_load_extension' 2>/dev/null && {
      echo "$candidate"
      return
    }
  done
  return 1
}

python_sqlite3() {
  "$python" - "$extension" "$database" "$1" <<'PYTHON'
import sqlite3
import sys

extension, database, statement = sys.argv[1:]
connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
connection.enable_load_extension(True)
connection.load_extension(extension)
for row in connection.execute(statement):
    print(",".join("" if value is None else str(value) for value in row))
PYTHON
}

if command -v sqlite3 >/dev/null; then compare sqlite3_shell; else skip "sqlite3 shell" "it is not installed"; fi
if python=$(find_python); then compare python_sqlite3; else
  skip Python "there is no python3 whose sqlite3 loads extensions"
fi

# Bytes of the blobs changed in turn (two of the header are not used), and blobs cut short: an error in words or
# the same answer, and nothing that a memory checker sees.
if command -v sqlite3 >/dev/null; then
  {
    # The shell goes on with the next line after an error.
    ask() { printf 'BEGIN;\n%s;\nSELECT %s FROM prices;\nROLLBACK;\n' "$1" "$2"; }
    for position in $(seq 1 3 60); do
      for column in time close high; do
        before="substr($column, 1, $position - 1)"
        ask "UPDATE segment SET $column = CAST($before || x'A5' || substr($column, $position + 1) AS BLOB)" \
          "sum(close), sum(high)"
        ask "UPDATE segment SET $column = $before" "sum(close), sum(high)"
      done
    done
    for count in -1 0 1 4294967296 9223372036854775807; do
      ask "UPDATE segment SET bar_count = $count" "sum(close)"
    done
    ask "UPDATE segment SET first_time = -9223372036854775808, last_time = 9223372036854775807" "max(time)"
    ask "DROP TABLE segment" "count(*)"
  } >"$work/damage.sql"
  checker=()
  if command -v valgrind >/dev/null; then
    checker=(valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite)
  else
    skip valgrind "it is not installed"
  fi
  status=0
  "${checker[@]}" sqlite3 -cmd ".load $extension" "$database" <"$work/damage.sql" >"$work/out" 2>"$work/errors" || status=$?
  [ "$status" -lt 99 ] || { cat "$work/errors" >&2; fail "a memory error"; }
  count=$(grep -c 'is damaged: ' "$work/errors") || true
  [ "$count" -ge 115 ] || { head -20 "$work/errors" >&2; fail "only $count of the damaged databases were noticed"; }
  grep -q 'prices shows the bars of a database of reaction: no such table' "$work/errors" || fail "a foreign database"
  echo "damaged blobs: $count noticed${checker:+, under valgrind}"
fi
