import MarketData
import Statistics
public import Tables

/// How often each test rejected, at each effect.
public struct SimulationResult: Sendable {
  /// What the replicates of one effect and test came to.
  public struct Count: Hashable, Sendable {
    /// The replicates in which the test had an answer.
    public private(set) var defined = 0
    /// Those of them in which its p-value was at or below the level.
    public private(set) var rejections = 0
    /// The replicates in which the test had none.
    public private(set) var undefined = 0

    mutating func add(_ verdict: Simulation.Verdict) {
      switch verdict {
      case .undefined: undefined += 1
      case .rejected: (defined, rejections) = (defined + 1, rejections + 1)
      case .retained: defined += 1
      }
    }
  }

  /// One test at one effect.
  public struct Row: Hashable, Sendable {
    /// The test.
    public let test: TestID
    /// The form of the test.
    public let variant: String
    /// The effect, in residual deviations.
    public let effect: Double
    /// What was counted.
    public let count: Count
    /// The share of defined replicates that reject; `nil` when none is defined.
    public let rate: Double?
    /// The exact 95% interval of the rejection probability (Clopper & Pearson 1934).
    public let interval: ClosedRange<Double>?
    /// How the rate of a true null hypothesis stands to the level; `nil` when there is an effect.
    public let size: Size?
    /// The effect of this sign at which 80% of the replicates reject, on straight lines between the
    /// effects that were tried; `nil` when they do not enclose it.
    public let effectAt80: Double?
  }

  /// How often a test rejects a true null hypothesis, against the level it promises.
  public enum Size: String, Hashable, Sendable {
    /// The interval holds the level.
    case nominal
    /// The whole interval is above it: the test rejects too often.
    case oversized
    /// The whole interval is below it: the test rejects too seldom.
    case undersized
  }

  /// The scenario that was simulated.
  public let scenario: SimulationScenario
  /// Test by test, and effect by effect in the order of the scenario.
  public let rows: [Row]

  init(
    scenario: SimulationScenario, tests: [(id: TestID, variant: String)], counts: [Count]
  ) {
    self.scenario = scenario
    rows = tests.indices.flatMap { test in
      let column = scenario.effects.indices.map { counts[$0 * tests.count + test] }
      let curve = PowerCurve(effects: scenario.effects, rates: column.map(\.rate))
      return zip(scenario.effects, column).map { effect, count in
        Row(
          test: tests[test].id, variant: tests[test].variant, effect: effect, count: count,
          rate: count.rate, interval: count.interval,
          size: effect == 0 ? count.size(at: scenario.level) : nil,
          effectAt80: effect == 0 ? nil : curve.effect(atPower: 0.8, sign: effect))
      }
    }
  }
}

extension SimulationResult.Count {
  var rate: Double? { defined == 0 ? nil : Double(rejections) / Double(defined) }

  var interval: ClosedRange<Double>? {
    defined == 0
      ? nil : Binomial.exactInterval(successes: rejections, trials: defined, confidence: 0.95)
  }

  func size(at level: Double) -> SimulationResult.Size? {
    guard let interval else { return nil }
    if interval.contains(level) { return .nominal }
    return interval.lowerBound > level ? .oversized : .undersized
  }
}

extension SimulationResult {
  /// The rows as a table.
  public var table: Table {
    Table(
      "simulation",
      [
        Column("test", texts: rows.map(\.test.rawValue)),
        Column("variant", texts: rows.map(\.variant)),
        Column("effect", numbers: rows.map(\.effect)),
        Column("replicates", integers: rows.map { $0.count.defined + $0.count.undefined }),
        Column("rejections", integers: rows.map(\.count.rejections)),
        Column("undefined", integers: rows.map(\.count.undefined)),
        Column("rate", numbers: rows.map { $0.rate ?? .nan }),
        Column("conf_low", numbers: rows.map { $0.interval?.lowerBound ?? .nan }),
        Column("conf_high", numbers: rows.map { $0.interval?.upperBound ?? .nan }),
        Column("size", texts: rows.map { $0.size?.rawValue }),
        Column("effect_at_80", numbers: rows.map { $0.effectAt80 ?? .nan }),
      ])
  }
}
