import MarketData
public import Statistics

/// A made-up market on which significance tests are tried: what is true there, and what is asked.
///
/// Log returns are `R = beta Rm + e`: the market is normal with a daily deviation of 1%, betas are
/// uniform between 0.5 and 1.5, and the residuals of one session share one factor,
/// `e = s (sqrt(r) f + sqrt(1 - r) u)` with a daily deviation `s` of 2%.
public struct SimulationScenario: Hashable, Sendable {
  /// The number of events.
  public var eventCount = 30
  /// The number of firms, which the events take in turn; `nil` gives every event its own.
  public var firmCount: Int?
  /// The correlation of the residuals of two firms in one session.
  public var correlation = 0.2
  /// How the events lie in calendar time.
  public var clustering = EventClustering.sameDay
  /// The number of estimation sessions, which end just before the window.
  public var estimationLength = 120
  /// The sessions over which abnormal returns are cumulated; it is the event window too.
  public var window = Window(-5...5)
  /// What multiplies the variance of a firm's residuals on the days of its windows.
  public var varianceFactor = 1.0
  /// How the residuals are distributed.
  public var shape = ResidualShape.normal
  /// The mean abnormal returns to try, in daily residual deviations.
  ///
  /// Each is added to every event's return on the event day, or on the window's day nearest to it.
  public var effects = [0.0]
  /// The p-value at or below which a test rejects.
  public var level = 0.05
  /// How often the market is drawn anew.
  public var replicateCount = 2000
  /// The seed of the draws; each replicate has its own substream.
  public var seed: UInt64 = 20_250_605
  /// The tests to try.
  public var tests = TestSelection.defaultForms
  /// The return model that is fitted.
  public var model: ModelChoice = "market"
  /// The alternative hypothesis whose p-value counts.
  public var alternative = Alternative.twoSided

  /// Thirty events on one day, ordinary residuals, no effect.
  public init() {}

  /// Which tests are tried.
  public enum TestSelection: Hashable, Sendable {
    /// Every test of the catalog but the resampling ones, in its default form.
    case defaultForms
    /// The same tests in all of their forms.
    case allForms
    /// These.
    case chosen([TestChoice])
  }
}

extension SimulationScenario {
  static let residualDeviation = 0.02
  static let marketDeviation = 0.01
  static let betas = 0.5...1.5
  static let market: Symbol = "MARKET"

  /// The study of one replicate, which is run by the engine that runs any other.
  var spec: StudySpec {
    var spec = StudySpec(name: "simulation")
    spec.market = Self.market
    // Prices of log returns are positive whatever is drawn.
    spec.returns.kind = .log
    spec.models = [model]
    spec.estimation.windows = [
      Window(window.first - estimationLength...window.first - 1)
    ]
    spec.estimation.minimum = min(spec.estimation.minimum, estimationLength)
    spec.eventWindow = window
    spec.windows = [window]
    spec.tests = tests.choices
    spec.alternative = alternative
    spec.multipleTesting = .formula(.none)
    spec.resampling.seed = seed
    return spec
  }
}

extension SimulationScenario.TestSelection {
  var choices: [TestChoice] {
    // Resampling tests draw a thousand samples for each of thousands of replicates.
    switch self {
    case .defaultForms:
      return Catalog.tests.filter { !$0.isResampled && $0.measures.contains(.return) }.map {
        TestChoice($0.id)
      }
    case .allForms:
      return Catalog.tests.filter { $0.measures.contains(.return) }.flatMap { test in
        test.variants.filter { test.with(variant: $0)?.isResampled == false }
          .map { TestChoice(test.id, variant: $0) }
      }
    case .chosen(let choices): return choices
    }
  }
}
