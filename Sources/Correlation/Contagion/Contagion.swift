import MarketData
public import Statistics
public import Tables

/// Whether correlations with a source market rose around news, by Forbes and Rigobon.
public struct Contagion: Sendable {
  /// What is compared with what.
  public var pairs: SourcePairs
  /// How the correlations are resampled for p-values.
  public var bootstrap = BlockBootstrap(replicates: 0, seed: 0)
  /// Against what change the p-values are.
  public var alternative = Alternative.greater
  /// How the p-values of all rows are adjusted for their number.
  public var adjustment = MultipleTesting.holm

  /// Questions about every source with every other series.
  public init(_ pairs: SourcePairs) { self.pairs = pairs }

  /// One row a comparison and pair, as table `contagion`.
  ///
  /// - Parameters:
  ///   - comparisons: The calm and the event's sessions of each, as positions in the panel.
  ///   - threads: The number of threads; the table does not depend on it.
  public func table(_ comparisons: [PeriodComparison], threads: Int) -> Table {
    let rows = comparisons.flatMap { comparison in
      comparison.reason == nil
        ? self.rows(comparison, threads: threads)
        : pairs.all(in: comparison).map { ContagionRow($0, comparison) }
    }
    return contagionTable(rows, pairs.panel, adjustment)
  }

  func rows(_ comparison: PeriodComparison, threads: Int) -> [ContagionRow] {
    let calm = CorrelationProducts(pairs.panel, at: comparison.calm, threads: threads)
    let event = CorrelationProducts(pairs.panel, at: comparison.event, threads: threads)
    return parallelRows(pairs.sources, threads: threads) { source in
      let (calmMoments, eventMoments) = (calm.moments(of: source), event.moments(of: source))
      return pairs.of(source, in: comparison).map { pair in
        guard let target = pair.target else { return ContagionRow(pair, comparison) }
        return row((source, target), comparison, calmMoments[target], eventMoments[target])
      }
    }
  }

  private func row(
    _ pair: (source: Int, target: Int), _ comparison: PeriodComparison, _ calm: PairMoments,
    _ event: PairMoments
  ) -> ContagionRow {
    var row = ContagionRow(pair, comparison)
    row.fill(calm, event)
    row.test(calm, event, alternative)
    guard row.reason == nil, let measured = row.measured, bootstrap.replicates > 0 else {
      return row
    }
    let (x, y) = (pairs.panel.columns[pair.source], pairs.panel.columns[pair.target])
    row.bootstrapped = ContagionBootstrap(bootstrap: bootstrap, alternative: alternative).pValues(
      calm: pairedValues(x, y, at: comparison.calm),
      event: pairedValues(x, y, at: comparison.event), observed: measured)
    return row
  }
}

/// What is found about one pair in one comparison.
struct ContagionRow: Sendable {
  let source: Int
  let target: Int?
  let comparison: PeriodComparison
  var counts: (calm: Int, event: Int)?
  var calm = Double.missing
  var event = Double.missing
  var measured: ForbesRigobon?
  var statistics: (raw: Double, adjusted: Double)?
  var pValues: (raw: Double, adjusted: Double)?
  var bootstrapped: (raw: Double, adjusted: Double)?
  var reason: String?

  init(_ pair: SourcePairs.Pair, _ comparison: PeriodComparison) {
    (source, target, self.comparison) = (pair.source, pair.target, comparison)
    reason = comparison.reason
  }

  /// The p-value that counts: the resampled one, else that of the normal distribution.
  var pValue: Double? { bootstrapped?.adjusted ?? pValues?.adjusted }

  /// The correlations.
  mutating func fill(_ calm: PairMoments, _ event: PairMoments) {
    counts = (calm.count, event.count)
    (self.calm, self.event) = (calm.correlation, event.correlation)
    if let absence = calm.absence ?? event.absence {
      reason = absence.rawValue
    } else {
      measured = ForbesRigobon(
        calm: calm.correlation, event: event.correlation,
        delta: event.variance / calm.variance - 1)
    }
  }

  /// Fisher's test of two correlations of independent normal days, each with variance 1 / (n - 3).
  mutating func test(_ calm: PairMoments, _ event: PairMoments, _ alternative: Alternative) {
    guard let measured else { return }
    guard abs(measured.calm) < 1, abs(measured.event) < 1 else {
      reason = Unavailable.perfectCorrelation.rawValue
      return
    }
    guard calm.count > 3, event.count > 3 else {
      reason = Unavailable.tooFewDays.rawValue
      return
    }
    let error = (1 / Double(calm.count - 3) + 1 / Double(event.count - 3)).squareRoot()
    let (raw, adjusted) = (
      measured.differences.raw / error, measured.differences.adjusted / error
    )
    statistics = (raw, adjusted)
    pValues = (
      PValues(of: raw, under: .standardNormal)[alternative],
      PValues(of: adjusted, under: .standardNormal)[alternative]
    )
  }
}
