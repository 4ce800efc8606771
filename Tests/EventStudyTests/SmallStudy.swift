import EventStudy
import MarketData
import Tables
import TestSupport

/// A study of a synthetic market on the sessions of New York, with short windows by default.
struct SmallStudy {
  var spec: StudySpec
  var market: SyntheticMarket
  var events: [NewsEvent]
  var factors: FactorSet?

  /// The market of a seed with an event on each firm, `E00` on `F00` and so on, in session
  /// 80 + 3 i, or at another distance from each other.
  init(
    seed: UInt64 = 1, firms: Int = 6, sessions: Int = 150, jump: Int = 0, distance: Int = 3
  ) throws {
    spec = StudySpec(name: "small")
    spec.market = SyntheticMarket.index
    spec.estimation.windows = [Window(-60 ... -6)]
    spec.estimation.minimum = 20
    spec.eventWindow = Window(-2...3)
    spec.windows = [Window(0...0), Window(-1...1)]
    spec.tests = Self.formulaTests.map { TestChoice($0) }
    let days = try ExchangeCalendar.named("XNYS").sessions(in: "2025-01-01"..."2026-12-31")
      .prefix(sessions).map(\.date)
    let positions = (0..<firms).map { 80 + distance * $0 }
    // A study that is too short for the usual events brings its own.
    let places = positions.enumerated().filter { $0.element < days.count }
    market = SyntheticMarket(
      seed: seed, sessions: days, firmCount: firms,
      jumps: places.map {
        SyntheticMarket.Jump(firm: $0.offset, session: $0.element, size: jump)
      })
    events = places.map { firm, position in
      let symbol = SyntheticMarket.firm(firm)
      return NewsEvent(
        id: "E" + symbol.rawValue.dropFirst(), symbol: symbol, time: .date(days[position]))
    }
    factors = market.factors
  }

  /// The tests that need no resampling, which takes long where nothing is optimized.
  static let formulaTests = testsOfReturns.filter { !isResampled($0) }.map(\.id)
  /// The others.
  static let resamplingTests = testsOfReturns.filter(isResampled).map(\.id)

  private static let testsOfReturns = Catalog.allTests.filter {
    $0.measures.contains(.return) && $0.takesSessions
  }

  private static func isResampled(_ test: any StatisticalTest) -> Bool {
    test.distribution.contains("resampled")
  }

  /// Only these events, at other dates when given.
  func with(_ events: [NewsEvent]) -> SmallStudy {
    var copy = self
    copy.events = events
    return copy
  }

  /// An event on a firm in the session of that position.
  func event(
    _ id: String, _ symbol: Symbol?, _ position: Int, group: String? = nil,
    windows: NewsEvent.Windows? = nil
  ) -> NewsEvent {
    NewsEvent(
      id: id, symbol: symbol, time: .date(market.sessions[position]), group: group,
      windows: windows)
  }

  func run(threads: Int = 1) throws -> TableSet {
    var inputs = market.inputs(events, exchange: try .named("XNYS"))
    inputs.factors = factors
    return try Study(spec).run(on: inputs, threads: threads).tables
  }
}
