import EventStudy
import MarketData
import Statistics
import Tables
import Workflow

/// A simulation for a reader.
enum SimulationText {
  /// What was simulated, in a sentence.
  static func sentence(_ scenario: SimulationScenario) -> String {
    let firms = min(scenario.firmCount ?? scenario.eventCount, scenario.eventCount)
    return [
      "simulated \(counted(scenario.eventCount, "event")) of \(counted(firms, "firm"))",
      "\(scenario.clustering)",
      "window \(scenario.window) after \(counted(scenario.estimationLength, "session"))",
      "correlation \(plain(scenario.correlation))",
      "variance x\(plain(scenario.varianceFactor))",
      shape(scenario.shape),
      "level \(scenario.level) \(scenario.alternative.rawValue)",
      counted(scenario.replicateCount, "replicate"),
      "seed \(scenario.seed)",
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private static func shape(_ shape: ResidualShape) -> String? {
    switch shape {
    case .normal: nil
    case .skewed(let skewness): "skewness \(plain(skewness))"
    case .heavyTailed(let degrees): "tails of t with \(plain(degrees)) degrees"
    }
  }

  /// The rates as columns by effect when there are several, else with their intervals.
  static func table(_ result: SimulationResult) -> Table {
    result.scenario.effects.count > 1 ? powerTable(result) : rateTable(result)
  }

  private static func rateTable(_ result: SimulationResult) -> Table {
    let rows = result.rows
    return Table(
      "simulation",
      [
        Column("test", texts: rows.map(name)),
        Column("rate", numbers: rows.map { $0.rate ?? .missing }),
        Column("conf_low", numbers: rows.map { $0.interval?.lowerBound ?? .missing }),
        Column("conf_high", numbers: rows.map { $0.interval?.upperBound ?? .missing }),
        Column("size", texts: rows.map { $0.size?.rawValue }),
        Column("undefined", integers: rows.map(\.count.undefined)),
      ])
  }

  private static func powerTable(_ result: SimulationResult) -> Table {
    let effects = result.scenario.effects
    let tests = stride(from: 0, to: result.rows.count, by: effects.count).map {
      Array(result.rows[$0..<$0 + effects.count])
    }
    let rates = effects.indices.map { position in
      Column(plain(effects[position]), numbers: tests.map { $0[position].rate ?? .missing })
    }
    return Table(
      "simulation",
      [Column("test", texts: tests.map { name($0[0]) })] + rates + [
        Column("size", texts: tests.map { $0.compactMap(\.size).first?.rawValue }),
        Column(
          "effect_at_80",
          numbers: tests.map { $0.compactMap(\.effectAt80).first ?? .missing }),
      ])
  }

  /// A number as one would write it: `1`, not `1.0`.
  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }

  private static func name(_ row: SimulationResult.Row) -> String {
    row.variant == "default" ? row.test.rawValue : "\(row.test.rawValue) (\(row.variant))"
  }
}
