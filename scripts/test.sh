#!/usr/bin/env bash
# Lint, build and all tests; prints a table of what ran. Fails when any of them does.
set -uo pipefail
cd "$(dirname "$0")/.."

rows=()
failed=0
step() {
  local name=$1 start=$SECONDS
  shift
  echo "== $name"
  if "$@"; then rows+=("$name|ok|$((SECONDS - start)) s"); else
    rows+=("$name|FAILED|$((SECONDS - start)) s")
    failed=1
  fi
}

# Says little when all is well, and what went wrong when it is not. The tests of the command run
# the optimized one that was just built.
tests() {
  local log status
  log=$(mktemp)
  REACTION_EXECUTABLE=$PWD/.build/release/reaction swift test --parallel >"$log" 2>&1
  status=$?
  [ "$status" -eq 0 ] || grep -E -A 6 'error:|✘|^Fatal|Crash' "$log" | head -200
  grep -E 'Test run with' "$log" | tail -1
  rm -f "$log"
  return "$status"
}

# Everything generated must be what is committed, and DocC must have nothing to complain about.
documentation() {
  scripts/docs.sh .build/release/reaction || return 1
  [ -z "$(git status --porcelain -- docs notebooks-export)" ] || {
    echo "make docs changes these files; commit them:" >&2
    git status --short -- docs notebooks-export >&2
    return 1
  }
}

step "lint" make --no-print-directory lint
step "build the command" make --no-print-directory build
step "tests" tests
step "SQLite extension" scripts/extension-test.sh .build/release/reaction
step "bundled data" sh data/verify.sh
step "notebooks" scripts/notebook-test.sh .build/release/reaction notebooks-export/trade-war-2018 notebooks-export/june-5-2025
step "documented commands" scripts/documented-commands.py .build/release/reaction
step "faults" Tests/Faults/run.py .build/release/reaction
step "documentation" documentation

echo
printf '%-20s %-8s %s\n' "step" "result" "time"
printf '%-20s %-8s %s\n' "----" "------" "----"
for row in "${rows[@]}"; do
  IFS='|' read -r name result time <<<"$row"
  printf '%-20s %-8s %s\n' "$name" "$result" "$time"
done
exit $failed
