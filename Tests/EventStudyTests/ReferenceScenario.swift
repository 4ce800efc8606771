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
  /// More events than the exact signed-rank distribution serves.
  case many

  private var spec: StudySpec {
    var spec = StudySpec(name: rawValue)
    spec.market = SyntheticMarket.index
    spec.estimation.windows = [Window(-110 ... -11)]
    spec.eventWindow = Window(-2...3)
    switch self {
    case .models:
      spec.models = Catalog.models.map { ModelChoice($0.id) }
      spec.windows = [Window(0...0), Window(-1...1), Window(0...3)]
    case .log:
      spec.models = ["raw", "market"]
      spec.returns.kind = .log
      spec.windows = [Window(0...0), Window(-2...3)]
      spec.alternative = .greater
      spec.multipleTesting = .bh
    case .blocks:
      spec.models = ["mean", "factors"]
      spec.estimation.windows = [Window(-110 ... -61), Window(-55 ... -11)]
      spec.windows = [Window(1...3)]
      spec.alternative = .less
    case .many:
      spec.eventWindow = Window(0...1)
      spec.windows = [Window(0...1)]
    }
    return spec
  }

  private var inputs: StudyInputs {
    get throws {
      var inputs = ReferenceMarket.market.inputs(
        self == .many ? ReferenceMarket.manyEvents : ReferenceMarket.events,
        exchange: try .named("XNYS"))
      inputs.factors = ReferenceMarket.factors(self == .blocks ? ["SMB", "HML"] : nil)
      if self != .log { inputs.events = inputs.events.map(\.withoutGroup) }
      return inputs
    }
  }

  func run(threads: Int = 2) throws -> TableSet {
    try Study(spec).run(on: inputs, threads: threads).tables
  }
}

extension NewsEvent {
  var withoutGroup: NewsEvent { NewsEvent(id: id, symbol: symbol, time: time) }
}
