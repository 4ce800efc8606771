#!/usr/bin/env bash
# Installs the C libraries that the package builds on, where they are missing. Debian and its kin.
set -euo pipefail

# sqlite3 is the shell, on which the tests try the extension.
packages=(libcsv-dev libsqlite3-dev libboost-math-dev libssl-dev sqlite3)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q >/dev/null
  "${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null
fi
command -v swift >/dev/null || {
  echo "swift is not on the PATH; install Swift 6.1 or later from https://www.swift.org/install" >&2
  exit 1
}
