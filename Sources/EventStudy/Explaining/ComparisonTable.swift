import MarketData
import Statistics
import Tables

/// The table `comparisons`: one row a pair of groups and test.
struct ComparisonTable {
  let pairs: [GroupPair]
  let outcomes: [[GroupPair.Outcome]]
  let number: Int
  let spec: ComparisonSpec

  private struct Row {
    let pair: GroupPair
    let outcome: GroupPair.Outcome
    let adjusted: Double?
  }

  var table: Table {
    let rows = rows
    func numbers(_ name: String, _ value: (Row) -> Double) -> Column {
      Column(name, numbers: rows.map(value))
    }
    return Table(
      "comparisons",
      [
        Column("comparison", integers: rows.map { _ in number }),
        Column("model", texts: rows.map(\.pair.model)),
        Column("window_start", integers: rows.map(\.pair.window.first)),
        Column("window_end", integers: rows.map(\.pair.window.last)),
        Column("by_column", texts: rows.map { _ in spec.column }),
      ] + groupColumns(rows) + [
        Column("test", texts: rows.map(\.outcome.test)),
        Column("variant", texts: rows.map(\.outcome.variant)),
        numbers("estimate") { $0.outcome.estimate },
        numbers("std_error") { $0.outcome.standardError },
        numbers("statistic") { $0.outcome.statistic },
        Column("distribution", texts: rows.map(\.outcome.distribution)),
        numbers("df") { $0.outcome.degreesOfFreedom },
        numbers("p_value") { $0.outcome.pValues?.twoSided ?? .missing },
        numbers("p_lower") { $0.outcome.pValues?.lower ?? .missing },
        numbers("p_upper") { $0.outcome.pValues?.upper ?? .missing },
        numbers("p_adjusted") { $0.adjusted ?? .missing },
        numbers("conf_low") { $0.outcome.confidence?.lowerBound ?? .missing },
        numbers("conf_high") { $0.outcome.confidence?.upperBound ?? .missing },
        Column("specification", texts: rows.map { _ in spec.description }),
        Column("status", texts: rows.map { $0.outcome.pValues == nil ? "undefined" : "ok" }),
        Column("reason", texts: rows.map(\.outcome.reason)),
      ])
  }

  private func groupColumns(_ rows: [Row]) -> [Column] {
    func numbers(_ name: String, _ sample: Int, _ value: ([Double]) -> Double?) -> Column {
      Column(
        name,
        numbers: rows.map { row in
          row.pair.names == nil ? .missing : value(row.pair.samples[sample]) ?? .missing
        })
    }
    func counts(_ name: String, _ sample: Int) -> Column {
      Column(
        name, integers: rows.map { $0.pair.names == nil ? nil : $0.pair.samples[sample].count })
    }
    return [
      Column("group_a", texts: rows.map { $0.pair.names?.0 }),
      Column("group_b", texts: rows.map { $0.pair.names?.1 }),
      counts("n_a", 0), counts("n_b", 1),
      numbers("mean_a", 0) { $0.mean }, numbers("mean_b", 1) { $0.mean },
      numbers("median_a", 0) { $0.median }, numbers("median_b", 1) { $0.median },
    ]
  }

  /// The rows, each with its p-value adjusted by Holm over the pairs of one test, model and window.
  private var rows: [Row] {
    let flat = zip(pairs, outcomes).flatMap { pair, outcomes in outcomes.map { (pair, $0) } }
    var adjusted = [Double?](repeating: nil, count: flat.count)
    let families = Dictionary(grouping: flat.indices) {
      "\(flat[$0].0.model) \(flat[$0].0.window) \(flat[$0].1.test)"
    }
    for family in families.values {
      let values = MultipleTesting.holm.adjusted(family.map { flat[$0].1.pValues?.twoSided })
      for (row, value) in zip(family, values) { adjusted[row] = value }
    }
    return flat.indices.map { Row(pair: flat[$0].0, outcome: flat[$0].1, adjusted: adjusted[$0]) }
  }
}
