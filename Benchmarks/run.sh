#!/usr/bin/env bash
# Reruns every figure of docs/benchmarks.md: run.sh PATH/TO/reaction [--quick] [--repeats N] [--imports] [--large] [--studies] [--reactions]
# Needs gcc, the sqlite3 shell and python3; the Python packages go into a virtual environment beside the data.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
reaction=$(realpath "$1")
shift
work=${BENCH_DIR:-$(mktemp -d -t reaction-bench-XXXXXX)}
mkdir -p "$work"
[ -n "${BENCH_DIR:-}" ] || trap 'rm -rf "$work"' EXIT

missing=()
for tool in gcc sqlite3 python3; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "benchmarks need: ${missing[*]} (apt-get install gcc sqlite3 python3 python3-venv)" >&2
  exit 1
fi
if [ ! -x "$work/venv/bin/python" ] || ! "$work/venv/bin/python" -c 'import scipy, pandas, pyarrow, polars, duckdb' 2>/dev/null; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q numpy scipy pandas pyarrow polars duckdb
fi
gcc -O2 -o "$work/csv_floor" "$here/csv_floor.c" -lcsv
exec "$work/venv/bin/python" "$here/bench.py" "$reaction" "$work" "$@"
