import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport

/// The studies that `Reference/study.py` computes.
enum ReferenceScenario: String, CaseIterable, Sendable {
  /// Every model on simple returns.
  case models
  /// Log returns, two groups, one-sided tests.
  case log
  /// Two estimation blocks, and factors without a risk-free rate.
  case blocks
  /// Estimation before and after the event, complete windows alone, averages by precision.
  case both
  /// Missing returns count as zero, and other events of the symbol leave the estimation window.
  case filled
  /// More events than the exact signed-rank distribution serves.
  case many
  /// All events in one session.
  case common
  /// Events that share sessions and firms.
  case shared

  private var spec: StudySpec {
    var spec = StudySpec(name: rawValue)
    spec.market = SyntheticMarket.index
    spec.tests = tests
    spec.estimation.windows = [Window(-110 ... -11)]
    spec.eventWindow = Window(-2...3)
    switch self {
    case .models:
      // The likelihood of a variance that moves is too flat for the last digits of its maximum.
      spec.models = Catalog.models.map(\.id).filter { !["garch", "gjr", "egarch"].contains($0) }.map
      {
        ModelChoice($0)
      }
      spec.windows = [Window(0...0), Window(-1...1), Window(0...3)]
    case .log:
      spec.models = ["raw", "market"]
      spec.returns.kind = .log
      spec.windows = [Window(0...0), Window(-2...3)]
      spec.alternative = .greater
      spec.multipleTesting = .formula(.bh)
      spec.dependence = .eventTime
    case .blocks:
      spec.models = ["mean", "factors"]
      spec.estimation.windows = [Window(-110 ... -61), Window(-55 ... -11)]
      spec.windows = [Window(1...3)]
      spec.dependence = .given(0.05)
      spec.alternative = .less
    case .both:
      spec.models = ["market", "mean"]
      spec.estimation.windows = [Window(11...60), Window(-110 ... -61)]
      spec.estimation.minimum = 40
      spec.estimation.allowsPost = true
      spec.windows = [Window(-1...1), Window(0...3)]
      spec.missing.policy = .complete
      spec.weights = .precision
    case .filled:
      spec.models = ["market", "raw"]
      spec.windows = [Window(0...1), Window(-2...3)]
      spec.missing.policy = .zero
      spec.estimation.excludesEvents = true
    case .many:
      spec.eventWindow = Window(0...1)
      spec.windows = [Window(0...1)]
    case .common:
      spec.models = ["market", "raw", "mean", "capm"]
      spec.windows = [Window(0...0), Window(-1...2)]
    case .shared:
      spec.models = ["market", "mean", "market-adjusted"]
      spec.windows = [Window(0...0), Window(-1...2)]
    }
    return spec
  }

  /// The tests of the reference, in its order; a scenario without any takes all but resampling.
  private var tests: [TestChoice] {
    let rows = (try? ReferenceFile(table: "tests").rows(of: rawValue)) ?? []
    var choices: [TestChoice] = []
    for row in rows {
      let choice = TestChoice(
        TestID(rawValue: row["test"] ?? ""),
        variant: row["variant"].flatMap { $0.isEmpty ? nil : $0 })
      if choices.contains(choice) { break }
      choices.append(choice)
    }
    return choices.isEmpty ? SmallStudy.formulaTests.map { TestChoice($0) } : choices
  }

  private var events: [NewsEvent] {
    switch self {
    case .many: ReferenceMarket.manyEvents
    case .common: ReferenceMarket.commonEvents
    case .shared: ReferenceMarket.sharedEvents
    default: ReferenceMarket.events
    }
  }

  private var inputs: StudyInputs {
    get throws {
      var inputs = ReferenceMarket.market.inputs(
        events,
        exchange: try .named("XNYS"))
      inputs.factors = ReferenceMarket.factors(self == .blocks ? ["SMB", "HML"] : nil)
      if self != .log { inputs.events = inputs.events.map(\.withoutGroup) }
      return inputs
    }
  }

  func run(threads: Int = 2, tests: [TestChoice]? = nil) throws -> TableSet {
    var spec = spec
    if let tests { spec.tests = tests }
    return try Study(spec).run(on: inputs, threads: threads).tables
  }
}

extension NewsEvent {
  var withoutGroup: NewsEvent { NewsEvent(id: id, symbol: symbol, time: time) }
}
