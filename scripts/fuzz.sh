#!/usr/bin/env bash
# Fuzzes the parsers with libFuzzer and the address sanitizer: fuzz.sh [SECONDS [TARGET...]], by default 60 s each.
# New inputs that reach new code go into .build-fuzz/found/TARGET; `--keep` as last word merges them into the corpora.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
keep=
targets=()
for word in "$@"; do [ "$word" = --keep ] && keep=1 || targets+=("$word"); done
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls Tests/Fuzz/Corpus)

export REACTION_FUZZ=1 SWIFT_BACKTRACE=enable=no
swift build -c release --product LibFuzzer --scratch-path .build-fuzz --sanitize fuzzer --sanitize address \
  -Xswiftc -parse-as-library -Xswiftc -enable-testing
failed=0
for target in "${targets[@]}"; do
  found=.build-fuzz/found/$target
  mkdir -p "$found" .build-fuzz/crashes
  echo "== $target"
  FUZZ_TARGET=$target .build-fuzz/release/LibFuzzer -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -artifact_prefix=".build-fuzz/crashes/$target-" -print_final_stats=1 -verbosity=0 "$found" "Tests/Fuzz/Corpus/$target" \
    2>&1 | grep -E 'ERROR|SUMMARY|number_of_executed|peak_rss|Test unit|Fatal' || true
  [ -z "$(ls .build-fuzz/crashes | grep "^$target-" || true)" ] || { echo "$target: see .build-fuzz/crashes" >&2; failed=1; }
  if [ -n "$keep" ]; then
    FUZZ_TARGET=$target .build-fuzz/release/LibFuzzer -merge=1 -max_len=4096 "Tests/Fuzz/Corpus/$target" "$found" >/dev/null 2>&1
  fi
done
exit $failed
