import EventStudy
public import Statistics
public import Tables

/// How far moves of source markets move other series.
public struct Impact: Sendable {
  /// What is compared with what.
  public var pairs: SourcePairs
  /// Against what impact the p-values are.
  public var alternative = Alternative.twoSided
  /// How the p-values of all rows are adjusted for their number.
  public var adjustment = MultipleTesting.holm

  /// Questions about every source with every other series.
  public init(_ pairs: SourcePairs) { self.pairs = pairs }

  /// One row a comparison and pair, as table `impact`.
  ///
  /// - Parameters:
  ///   - comparisons: The calm and the event's sessions of each, as positions in the panel.
  ///   - threads: The number of threads; the table does not depend on it.
  public func table(_ comparisons: [PeriodComparison], threads: Int) -> Table {
    let rows = comparisons.flatMap { comparison in
      parallelRows(pairs.sources, threads: threads) { source in
        pairs.of(source, in: comparison).map { row($0, comparison) }
      }
    }
    return impactTable(rows, pairs.panel, adjustment)
  }

  private func row(_ pair: SourcePairs.Pair, _ comparison: PeriodComparison) -> ImpactRow {
    var row = ImpactRow(pair: pair, comparison: comparison, reason: comparison.reason)
    guard row.reason == nil, let target = pair.target else { return row }
    let (x, y) = (pairs.panel.columns[pair.source], pairs.panel.columns[target])
    do throws(Unavailable) {
      let found = try HeteroskedasticImpact(
        calm: pairedValues(x, y, at: comparison.calm),
        event: pairedValues(x, y, at: comparison.event))
      row.found = found
      if found.standardError > 0 {
        let statistic = found.beta / found.standardError
        row.test = (statistic, PValues(of: statistic, under: .standardNormal)[alternative])
      } else {
        row.reason = Unavailable.perfectCorrelation.rawValue
      }
    } catch {
      row.reason = error.rawValue
    }
    return row
  }
}

/// What is found about one pair in one comparison.
struct ImpactRow: Sendable {
  let pair: SourcePairs.Pair
  let comparison: PeriodComparison
  var found: HeteroskedasticImpact?
  var test: (statistic: Double, pValue: Double)?
  var reason: String?

  /// The first-stage F below which the variances differ too little.
  private static let weakF = 10.0

  /// Whether the variances differ too little for the standard error to be trusted.
  private var isWeak: Bool { found.map { $0.firstStageF < Self.weakF } ?? false }
  var status: String { reason != nil ? "undefined" : isWeak ? "approximate" : "ok" }
  var statusReason: String? { reason ?? (isWeak ? "weak_instrument" : nil) }
}
