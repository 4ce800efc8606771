#!/usr/bin/env bash
# Compiles what the command writes as LaTeX: an exported table, and tables for papers with and without siunitx.
# latex-check.sh PATH/TO/reaction [FOLDER]; FOLDER keeps the PDF, and its pages as PNG where pdftoppm is installed.
# Needs pdflatex with booktabs and siunitx (Debian: texlive-latex-base texlive-latex-extra texlive-science).
set -euo pipefail
cd "$(dirname "$0")/.."
reaction=$(realpath "$1")
if ! command -v pdflatex >/dev/null; then
  echo "not checked: pdflatex is not installed (Debian: texlive-latex-base texlive-latex-extra texlive-science)" >&2
  exit 0
fi
for package in booktabs siunitx; do
  if ! kpsewhich "$package.sty" >/dev/null; then
    echo "not checked: the LaTeX package $package is not installed" >&2
    exit 0
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
database=$work/demo.sqlite
"$reaction" demo --quiet --db "$database" >/dev/null

# A study whose names are all of LaTeX's special characters, and two regressions of it.
cat >"$work/events.csv" <<'EVENTS'
event_id,symbol,date,title,size,group
a,AAPL,2018-03-01,news,1.5,50% & $x_1 #{~^\}
b,CAT,2018-04-04,news,2.5,50% & $x_1 #{~^\}
c,GE,2018-07-11,news,3,*other-
d,HD,2018-09-18,news,2,*other-
e,BA,2018-12-03,news,4,*other-
f,CVX,2019-05-06,news,2.25,50% & $x_1 #{~^\}
EVENTS
printf 'study: special\nevents: {list: events}\nmarket: SP500\nestimation: {window: [-130, -11], minimum: 100}\n' >"$work/study.yaml"
"$reaction" import events "$work/events.csv" --quiet --db "$database"
"$reaction" study "$work/study.yaml" --quiet --db "$database"
"$reaction" regress special --on 'size' --quiet --db "$database" >/dev/null
"$reaction" regress special --on 'size,group' --errors classical --quiet --db "$database" >/dev/null

table() { "$reaction" table "$@" --format latex --db "$database"; }
"$reaction" export trade-war-2018 --table caar --columns model,event_group,window_end,n_events,caar,median --format latex --db "$database" >"$work/1.tex"
"$reaction" export special --table caar --columns event_group,window_start,n_events,caar --format latex --db "$database" >"$work/2.tex"
table trade-war-2018 --label tab:caar >"$work/3.tex"
table trade-war-2018 --columns group --model market --below p --siunitx >"$work/4.tex"
table special --columns group --test csect_t >"$work/5.tex"
table special --regressions all --window 0,0 >"$work/6.tex"
table special --regressions all --siunitx >"$work/7.tex"

{
  printf '\\documentclass{article}\n\\usepackage[a4paper,margin=2cm]{geometry}\n\\usepackage{booktabs,siunitx}\n\\begin{document}\n'
  for number in 1 2 3 4 5 6 7; do printf '\\input{%s.tex}\n\n\\bigskip\n' $number; done
  printf '\\end{document}\n'
} >"$work/paper.tex"
(cd "$work" && pdflatex -interaction=nonstopmode -halt-on-error paper.tex >paper.out) || {
  tail -n 30 "$work/paper.out" >&2
  exit 1
}
grep -E '^(Overfull|LaTeX Warning: (Ref|Font))|^Missing character' "$work/paper.log" >&2 || true
if [ -n "${2:-}" ]; then
  mkdir -p "$2"
  cp "$work/paper.pdf" "$2/"
  if command -v pdftoppm >/dev/null; then pdftoppm -r 80 -png "$work/paper.pdf" "$2/paper"; fi
fi
echo "7 tables compile"
