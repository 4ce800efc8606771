/// Step-down adjustment of many two-sided tests by their resampled joint distribution.
///
/// Romano and Wolf (2005, Econometrica 73:1237-1282; p-values as in their 2016 note, Statistics
/// and Probability Letters 113:38-40): tests are taken from the largest |t| down; each is compared
/// with the largest |t*| among itself and those not yet taken, p = (1 + number of draws at least as
/// large) / (1 + draws), and no p-value is below one before it. It controls the family-wise error
/// rate and, unlike Holm's method, makes use of the dependence between tests.
public struct RomanoWolf: Sendable {
  /// The adjusted p-values in the order of the tests; nil where a test is undefined.
  public let adjusted: [Double?]

  /// Adjusts the tests with observed t statistics `statistics`, of either sign; nil is undefined
  /// and does not count in the family.
  ///
  /// `draws` has a column for each statistic.
  public init(statistics: [Double?], draws: StatisticDraws) {
    precondition(statistics.count == draws.columnCount)
    var adjusted = [Double?](repeating: nil, count: statistics.count)
    let observed = statistics.map { $0.map { Extremeness.bounded(abs($0)) } }
    let descending = observed.indices.filter { observed[$0] != nil }.sorted { first, second in
      let (a, b) = (observed[first] ?? 0, observed[second] ?? 0)
      return a > b || (a == b && first < second)
    }
    // From the last test up, the maximum over a test and all after it grows by one column.
    var maxima = [Double](repeating: 0, count: draws.replicateCount)
    for test in descending.reversed() {
      let limit = (observed[test] ?? 0) - Extremeness.tolerance
      var count = 1
      for replicate in maxima.indices {
        let drawn = draws.absolute[replicate * draws.columnCount + test]
        maxima[replicate] = max(maxima[replicate], Extremeness.bounded(drawn))
        if maxima[replicate] >= limit { count += 1 }
      }
      adjusted[test] = Double(count) / Double(1 + draws.replicateCount)
    }
    var largest = 0.0
    for test in descending {
      largest = max(largest, adjusted[test] ?? 0)
      adjusted[test] = largest
    }
    self.adjusted = adjusted
  }
}
