#!/usr/bin/env bash
# Opens the exported folders of the demo's studies as their readers do: validates the descriptor, executes the notebook,
# reads the other formats back. notebook-test.sh PATH/TO/reaction FOLDER ...; the Python libraries are kept in .build/notebook.
set -euo pipefail
reaction=$(realpath "$1")
shift
cd "$(dirname "$0")/.."
python=.build/notebook/bin/python
if [ ! -x "$python" ]; then
  python3 -c 'import ensurepip, venv' 2>/dev/null || {
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get install -q -y --no-install-recommends python3-venv >/dev/null
  }
  python3 -m venv .build/notebook
  "$python" -m pip install --quiet pandas pyarrow openpyxl pyreadstat altair nbconvert ipykernel frictionless
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$reaction" demo --quiet --db "$work/demo.sqlite" >/dev/null
for folder in "$@"; do
  copy=$work/$(basename "$folder")
  cp -r "$folder" "$copy"
  "$python" -m frictionless validate "$copy/datapackage.json" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
  }
  (cd "$copy" && "$OLDPWD/$python" -B convert.py parquet dta)
  "$reaction" export "$(basename "$folder")" --notebook "$work/fresh" --also xlsx --quiet --force --db "$work/demo.sqlite"
  cp "$work/fresh/$(basename "$folder").xlsx" "$copy"
  "$python" -B Tests/Notebooks/read_back.py "$copy"
  "$python" -m nbconvert --to notebook --execute --log-level ERROR "$copy/analysis.ipynb" --output executed.ipynb
  echo "$(basename "$folder"): valid, read back from three formats, notebook executed"
done
