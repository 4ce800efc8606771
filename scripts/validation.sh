#!/usr/bin/env bash
# Rewrites docs/size.md: the size and power of every test, simulated with the program itself.
# validation.sh PATH/TO/reaction [REPLICATES]
set -euo pipefail
cd "$(dirname "$0")/.."
reaction=$(realpath "$1")
replicates=${2:-2000}
seed=20250605
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1

# simulate NAME OPTIONS...: runs a scenario and keeps its table and its command line.
simulate() {
  local name=$1
  shift
  echo "reaction simulate $*" >"$work/$name.command"
  "$reaction" simulate "$@" --replicates "$replicates" --seed "$seed" --format csv --quiet >"$work/$name.csv"
}

# size_table NAME...: one row a test, one column a scenario.
size_table() {
  local files=()
  for name in "$@"; do files+=("$work/$name.csv"); done
  awk -F, '
    FNR == 1 { scenario++; next }
    {
      test = "`" $1 "`" ($2 == "default" ? "" : " " $2)
      if (!(test in seen)) { seen[test] = 1; order[++tests] = test }
      text = $7 == "" ? "undefined" : sprintf("%.3f", $7)
      if ($10 == "oversized") text = "**" text "**"
      if ($10 == "undersized") text = "*" text "*"
      if ($7 != "" && $6 > 0) text = text " (" $6 " undefined)"
      cell[test, scenario] = text
    }
    END {
      for (t = 1; t <= tests; t++) {
        line = "| " order[t]
        for (s = 1; s <= scenario; s++) line = line " | " cell[order[t], s]
        print line " |"
      }
    }' "${files[@]}"
}

# power_table NAME: one row a test, one column an effect, the effect of 80% power last.
power_table() {
  awk -F, '
    NR == 1 { next }
    {
      test = "`" $1 "`" ($2 == "default" ? "" : " " $2)
      if (!(test in seen)) { seen[test] = 1; order[++tests] = test }
      if (!($3 in known)) { known[$3] = 1; effects[++count] = $3 }
      cell[test, $3] = $7 == "" ? "undefined" : sprintf("%.3f", $7)
      if ($11 != "") found[test] = sprintf("%.2f", $11)
    }
    END {
      head = "| test"; rule = "|---"
      for (e = 1; e <= count; e++) { head = head " | " effects[e]; rule = rule "|---" }
      print head " | 80% at |"; print rule "|---|"
      for (t = 1; t <= tests; t++) {
        line = "| " order[t]
        for (e = 1; e <= count; e++) line = line " | " cell[order[t], effects[e]]
        print line " | " found[order[t]] " |"
      }
    }' "$work/$1.csv"
}

# commands NAME...: the command lines of some scenarios.
commands() {
  echo
  echo '```'
  for name in "$@"; do cat "$work/$name.command"; done
  echo '```'
}

all=(--tests variants)
simulate same-day --clustering same-day --window 0,10 "${all[@]}"
simulate grid --clustering 6x5 --window 0,10 "${all[@]}"
simulate staggered --clustering staggered --window 0,10 "${all[@]}"
simulate uncorrelated --clustering staggered --correlation 0 --window 0,10 "${all[@]}"

independent=(--clustering spread --correlation 0)
simulate short --events 20 "${independent[@]}" --window 0,0 "${all[@]}"
simulate three --events 20 "${independent[@]}" --window -1,1 "${all[@]}"
simulate eleven --events 20 "${independent[@]}" --window 0,10 "${all[@]}"
simulate many --events 50 --estimation 250 "${independent[@]}" --window 0,10 "${all[@]}"

simulate doubled --events 30 "${independent[@]}" --window 0,10 --variance 2 "${all[@]}"
simulate quadrupled --events 30 "${independent[@]}" --window 0,10 --variance 4 "${all[@]}"
simulate skewed --events 30 "${independent[@]}" --window 0,0 --skewness 3 "${all[@]}"
simulate skewed-eleven --events 30 "${independent[@]}" --window 0,10 --skewness 3 "${all[@]}"
simulate tails --events 30 "${independent[@]}" --window 0,0 --tails 3 "${all[@]}"

simulate power-one --events 30 "${independent[@]}" --window 0,0 --effect 0,0.2,0.4,0.6,0.8
simulate power-eleven --events 30 "${independent[@]}" --window 0,10 --effect 0,0.75,1.5,2.25,3
simulate power-grid --clustering 6x5 --window 0,10 --effect 0,0.75,1.5,2.25,3

{
  cat <<TEXT
# Size and power of the tests

Written by \`make validation\` (\`scripts/validation.sh\`): $replicates replicates of each scenario, seed $seed, nominal level 0.05, two-sided. Every replicate runs the study that users run, from prices to p-values.

A rate is in **bold** when its exact 95% interval (Clopper & Pearson 1934) lies above 0.05: the test rejects a true null hypothesis too often; in *italics* when it lies below: it rejects too seldom. Where the true
rate is 0.05, one rate in twenty is marked by chance. Rates count the replicates in which the test has an answer.

Returns follow a market model with normal market returns; residuals have a daily deviation of 2% and share one factor. Unless said otherwise there are 30 events of 30 firms, 120 estimation sessions, a window of
11 sessions and normal residuals.

## Events that share sessions, residual correlation 0.2

| test | all on one day | 6 a day over 5 days | one a day | one a day, correlation 0 |
|---|---|---|---|---|
TEXT
  size_table same-day grid staggered uncorrelated
  commands same-day grid staggered uncorrelated
  cat <<TEXT

## Independent events

| test | 20 events, 1 session | 20 events, 3 sessions | 20 events, 11 sessions | 50 events, 250 estimation sessions, 11 sessions |
|---|---|---|---|---|
TEXT
  size_table short three eleven many
  commands short three eleven many
  cat <<TEXT

## Independent events with raised variance, skewed or heavy-tailed residuals

The variance is that of the event window only. Skewness 3 is that of shifted gamma residuals; the heavy tails are those of Student's t with 3 degrees of freedom.

| test | variance x2 | variance x4 | skewness 3, 1 session | skewness 3, 11 sessions | heavy tails, 1 session |
|---|---|---|---|---|---|
TEXT
  size_table doubled quadrupled skewed skewed-eleven tails
  commands doubled quadrupled skewed skewed-eleven tails
  cat <<TEXT

## Power

The share of replicates that reject when every event's return on the event day is raised by so many residual deviations, and the effect at which 80% reject, on straight lines between the effects tried. The power of a
test that rejects too often without an effect is no merit.

### 30 independent events, 1 session

TEXT
  power_table power-one
  commands power-one
  printf '\n### 30 independent events, 11 sessions\n\n'
  power_table power-eleven
  commands power-eleven
  printf '\n### 6 events a day over 5 days, residual correlation 0.2, 11 sessions\n\n'
  power_table power-grid
  commands power-grid
} >"$work/size.md"
mv "$work/size.md" docs/size.md
echo "docs/size.md: $replicates replicates a scenario, $SECONDS s"
