#!/usr/bin/env bash
# Fuzzes the parsers with libFuzzer and the address sanitizer: fuzz.sh [SECONDS [TARGET...]], by default 60 s each.
# Says how many inputs each target was given in how many CPU seconds. New inputs that reach new code go into
# .build-fuzz/found/TARGET; `--keep` as last word merges the small ones into the corpora.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=60 keep= targets=()
for word in "$@"; do
  case $word in
    --keep) keep=1 ;;
    [0-9]*) seconds=$word ;;
    *) targets+=("$word") ;;
  esac
done
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls Tests/Fuzz/Corpus)

export REACTION_FUZZ=1 SWIFT_BACKTRACE=enable=no
swift build -c release --product LibFuzzer --scratch-path .build-fuzz --sanitize fuzzer --sanitize address \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -enable-testing
fuzzer=.build-fuzz/release/LibFuzzer
crashes=.build-fuzz/crashes
mkdir -p "$crashes"
failed=0
TIMEFORMAT='%U CPU seconds'
for target in "${targets[@]}"; do
  found=.build-fuzz/found/$target corpus=Tests/Fuzz/Corpus/$target log=.build-fuzz/$target.log
  export FUZZ_TARGET=$target
  mkdir -p "$found"
  # A cell is short; a file has up to a mebibyte here.
  case $target in number | date) length=256 ;; *) length=1048576 ;; esac
  echo "== $target"
  time "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -detect_leaks=1 -max_len=$length \
    -dict=Tests/Fuzz/words.dict -artifact_prefix="$crashes/$target-" -print_final_stats=1 -verbosity=1 \
    "$found" "$corpus" >"$log" 2>&1 || failed=1
  grep -E 'ERROR|SUMMARY|Fatal|number_of_executed|peak_rss' "$log" || true
  ls "$crashes/$target-"* 2>/dev/null || true
  if [ -n "$keep" ]; then
    "$fuzzer" -merge=1 -max_len=1024 -rss_limit_mb=2048 "$corpus" "$found" >/dev/null 2>&1
  fi
done
exit $failed
