/// Which series are compared with which source markets.
public struct SourcePairs: Sendable {
  /// A source and another series, as positions in the panel; no other series when it is unknown.
  typealias Pair = (source: Int, target: Int?)

  /// The returns of all series.
  public let panel: ReturnPanel
  /// The source markets, as positions in the panel.
  public let sources: [Int]
  /// The series that are compared with every source, as positions in the panel.
  public let targets: [Int]

  /// Whether a pair is taken once, whichever of the two is the source.
  var isUnordered = false

  /// Every source with every other series.
  public init(_ panel: ReturnPanel, sources: [Int], targets: [Int]) {
    (self.panel, self.sources, self.targets) = (panel, sources, targets)
  }

  /// How many rows a table of some comparisons has.
  public func rowCount(_ comparisons: [PeriodComparison]) -> Int {
    comparisons.reduce(0) { $0 + all(in: $1).count }
  }

  /// The pairs of a comparison, by source.
  func all(in comparison: PeriodComparison) -> [Pair] {
    sources.flatMap { of($0, in: comparison) }
  }

  /// The pairs of one source in a comparison.
  func of(_ source: Int, in comparison: PeriodComparison) -> [Pair] {
    switch comparison.targets {
    case .all:
      targets.filter { isUnordered ? $0 > source : $0 != source }.map { (source, $0) }
    case .one(let target): target == source ? [] : [(source, target)]
    case .unknown: [(source, nil)]
    }
  }
}
