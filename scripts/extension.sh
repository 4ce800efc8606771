#!/usr/bin/env bash
# Builds the loadable SQLite extension with table `prices`: extension.sh [OUTPUT [COMPILER-FLAG...]]
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-.build/reaction_prices.so}
source=Sources/CPricesTable
mkdir -p "$(dirname "$output")"
"${CC:-cc}" -std=gnu11 -O2 -Wall -Wextra -Werror -shared -fPIC -fvisibility=hidden "${@:2}" -I "$source/include" \
  "$source"/{prices_table,series_scan,column_blob,time_text}.c -o "$output" -lm
echo "extension: $output"
