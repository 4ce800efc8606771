#!/usr/bin/env bash
# Rewrites everything that is generated: docs/cli.md, docs/methods.md, docs/reaction.1, notebooks-export/ and the DocC archive in .build/docs.
# docs.sh PATH/TO/reaction [--no-docc]
set -euo pipefail
cd "$(dirname "$0")/.."
reaction=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1

commands=("" import "import prices" "import events" "import factors" "import calendar" "import undo" list study report chart table
  export diff react correlate "correlate contagion" "correlate impact" "correlate path" "correlate lead-lag" "correlate spillover" "correlate matrix"
  "correlate attributes" "correlate assets" regress compare find sql explain calendar simulate demo doctor)
{
  echo "# The command line"
  echo
  echo "Written by \`make docs\` from \`--help\`."
  for command in "${commands[@]}"; do
    printf '\n## reaction%s\n\n```\n' "${command:+ $command}"
    # shellcheck disable=SC2086
    "$reaction" $command --help
    echo '```'
  done
} >"$work/cli.md"
mv "$work/cli.md" docs/cli.md

"$reaction" --experimental-dump-help | scripts/manual.py >"$work/reaction.1"
mv "$work/reaction.1" docs/reaction.1

"$reaction" explain --format md >"$work/methods.md"
mv "$work/methods.md" docs/methods.md

# The folders say when their study was stored; a fixed time makes them repeat to the byte.
export SOURCE_DATE_EPOCH=1795824000
database=$work/demo.sqlite
"$reaction" demo --quiet --db "$database" >/dev/null
for study in trade-war-2018 june-5-2025; do
  "$reaction" export "$study" --notebook "notebooks-export/$study" --quiet --force --db "$database"
done

[ "${2:-}" = --no-docc ] && exit 0
mkdir -p .build/docs
for target in Digest Statistics MarketData EventStudy Reactions Correlation Tables Ingest Store Reporting Workflow; do
  swift package --allow-writing-to-directory .build/docs generate-documentation --target "$target" \
    --warnings-as-errors --output-path ".build/docs/$target" >"$work/docc.log" 2>&1 || {
    cat "$work/docc.log" >&2
    exit 1
  }
done
echo "documentation: .build/docs"
