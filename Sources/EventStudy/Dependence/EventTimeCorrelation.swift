/// The mean correlation of the residuals of two events, aligned by relative day, over the pairs
/// with enough common days; `nil` when there are none. `members` are events whose residuals vary.
///
/// Right where all events share one date; elsewhere it compares different calendar days.
func eventTimeCorrelation(
  _ residuals: Matrix, _ members: [Int], leastDays: Int, threads: Int
) -> Double? {
  var patterns = Patterns()
  var events: [[Int]] = []
  for member in members {
    let code = patterns.code(of: residuals, member)
    if code == events.count { events.append([]) }
    events[code].append(member)
  }
  let columns = patterns.columns
  let bundles = ResidualBundles(residuals, events) { (columns[$0], columns[$0]) }
  let count = columns.count
  let sums = parallelMap(count, threads: threads) { a in
    var correlation = ResidualCorrelation(bundles, leastDays: leastDays)
    defer { correlation.deallocate() }
    var (sum, pairs) = (0.0, 0)
    for b in a..<count where correlation.turn(to: a, b) {
      sum += correlation.sum()
      pairs += correlation.definedPairs
    }
    return (sum, pairs)
  }
  let pairs = sums.reduce(0) { $0 + $1.1 }
  return pairs == 0 ? nil : sums.reduce(0) { $0 + $1.0 } / Double(pairs)
}
