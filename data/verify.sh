#!/bin/sh
# Check the files of every example set against the SHA-256 sums in its README.md:
#   sh data/verify.sh
# Fails when a sum differs, a listed file is missing, or a file is not listed.
set -eu
cd "$(dirname "$0")"
if command -v sha256sum >/dev/null; then check="sha256sum -c -"; else check="shasum -a 256 -c -"; fi
status=0
for folder in */; do
  sums=$(grep -E '^[0-9a-f]{64}  ' "$folder/README.md" || true)
  (cd "$folder" && printf '%s\n' "$sums" | $check) || status=1
  for file in "$folder"*; do
    name=$(basename "$file")
    [ "$name" = README.md ] && continue
    if ! printf '%s\n' "$sums" | grep -qF "  $name"; then
      echo "$folder$name: not listed in README.md" >&2
      status=1
    fi
  done
done
exit $status
