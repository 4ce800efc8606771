#!/usr/bin/env bash
# Builds the tests with a sanitizer and runs them: sanitize.sh address|thread [TEST...], by default those of the targets
# that use C libraries or threads. The build is kept in .build-asan or .build-tsan.
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizer=${1:-}
case $sanitizer in
  address) folder=.build-asan ;;
  thread) folder=.build-tsan ;;
  *)
    echo "usage: $0 address|thread [TEST...]" >&2
    exit 2
    ;;
esac
shift
tests=("$@")
[ ${#tests[@]} -gt 0 ] || tests=(
  DigestTests StatisticsTests EventStudyTests CorrelationTests ReactionsTests IngestTests StoreTests
)

# A finding ends the test process, so that the run fails.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=1 TSAN_OPTIONS="halt_on_error=1 suppressions=$PWD/scripts/thread-sanitizer.txt"
filters=()
for test in "${tests[@]}"; do filters+=(--filter "$test"); done
swift test --disable-xctest --scratch-path "$folder" --sanitize "$sanitizer" "${filters[@]}"
