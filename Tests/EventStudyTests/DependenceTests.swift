import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// The correlation between events against one computed pair by pair, and what follows from it.
@Suite struct DependenceTests {
  static let seeds: [UInt64] = [1, 2, 3]

  /// Events of some firms in sessions `place` gives, under a model whose residuals are plain.
  private func study(
    seed: UInt64, firms: Int, sessions: Int = 150, at place: (Int) -> Int
  ) throws -> SmallStudy {
    var study = try SmallStudy(seed: seed, firms: firms, sessions: sessions)
    study.spec.models = ["market-adjusted"]
    study.spec.windows = [Window(0...0), Window(-2...3)]
    study.events = (0..<firms).map {
      study.event("E\($0)", SyntheticMarket.firm($0), place($0))
    }
    return study
  }

  private func row(_ tables: TableSet, _ window: Int) throws -> Row {
    try #require(tables.rows("dependence", ["window_start": window, "event_group": "all"]).first)
  }

  /// Two dates of a dozen events each are summed by date, dates with few pair by pair.
  @Test(arguments: seeds, [2, 12])
  func bundlesAgreeWithSinglePairs(_ seed: UInt64, _ dates: Int) throws {
    var study = try study(seed: seed, firms: 24) { 100 + $0 % dates }
    study.market.blank("F03", sessions: [60, 61, 101])
    study.market.blank("F05", sessions: [60, 61])
    study.market.blank("F07", sessions: [60, 61])
    study.market.blank("F11", sessions: Array(41..<75))
    for (window, days) in [(0, 0...0), (-2, -2...3)] {
      let found = try row(study.run(), window)
      let expected = PairByPair(study, days: days)
      #expect(found.integer("n_events") == expected.count)
      #expect(found.integer("overlapping_pairs") == expected.overlapping)
      let r = try #require(found.number("r"))
      #expect(abs(r - expected.correlation) < 1e-13)
      let effective = Double(expected.count) / (1 + Double(expected.count - 1) * r)
      #expect(found.number("n_effective") == effective)
    }
  }

  @Test(arguments: seeds)
  func oneCommonDateGivesTheMeanCorrelation(_ seed: UInt64) throws {
    var study = try study(seed: seed, firms: 10) { _ in 100 }
    let overlap = try row(study.run(), -2)
    #expect(overlap.integer("overlapping_pairs") == 45)
    study.spec.dependence = .eventTime
    let eventTime = try row(study.run(), -2)
    let (r, mean) = (try #require(overlap.number("r")), try #require(eventTime.number("r")))
    #expect(abs(r - mean) < 1e-15)
  }

  @Test func noOverlapChangesNothing() throws {
    let tables = try study(seed: 1, firms: 6) { 70 + 6 * $0 }.run()
    #expect(try row(tables, -2).number("r") == 0)
    #expect(try row(tables, -2).number("n_effective") == 6)
    for (adjusted, plain) in [
      ("adj_patell_z", "patell_z"), ("adj_bmp_t", "bmp_t"), ("adj_gsign_z", "gsign_z"),
    ] {
      let pairs = zip(
        tables.rows("tests", ["test": adjusted]), tables.rows("tests", ["test": plain]))
      for (left, right) in pairs {
        for column in ["estimate", "std_error", "statistic", "p_value", "p_lower", "p_upper"] {
          #expect(left.number(column) == right.number(column))
        }
      }
    }
  }

  @Test func orderAndThreadsChangeNothing() throws {
    var study = try study(seed: 4, firms: 60, sessions: 300) { 80 + 3 * $0 / 2 }
    study.market.blank("F07", sessions: [50])
    let tables = try study.run().fingerprint
    for threads in [2, 8] { #expect(try study.run(threads: threads).fingerprint == tables) }
    study.events = study.events.reversed()
    #expect(try study.run(threads: 2).fingerprint == tables)
  }

  /// A stock of another market overlaps by date, not by the place of a session in its own grid.
  @Test func marketsMeetOnTheirDates() throws {
    let study = try study(seed: 2, firms: 8) { 100 + $0 % 2 }
    let plain = try row(study.run(), -2)
    let index = try #require(study.market.prices[SyntheticMarket.index])
    // The same index from its twentieth session on: other places, the same dates and returns.
    let late = PriceSeries(
      dates: Array(index.dates.dropFirst(20)), prices: Array(index.prices.dropFirst(20)))
    var inputs = study.market.inputs(study.events, exchange: try .named("XNYS"))
    inputs.prices["LATE"] = late
    inputs.events = study.events.enumerated().map { index, event in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: event.time, market: index < 4 ? nil : "LATE")
    }
    let mixed = try Study(study.spec).run(on: inputs, threads: 1).tables
    #expect(try row(mixed, -2).integer("overlapping_pairs") == plain.integer("overlapping_pairs"))
    let (r, expected) = (try row(mixed, -2).number("r"), plain.number("r"))
    #expect(abs(try #require(r) - (try #require(expected))) < 1e-13)
  }

  @Test func aCorrelationMayLeaveNoVariance() throws {
    var study = try study(seed: 1, firms: 6) { _ in 100 }
    study.spec.dependence = .given(-0.5)
    let tables = try study.run()
    for test in ["adj_patell_z", "adj_bmp_t", "adj_gsign_z"] {
      let rows = tables.rows("tests", ["test": test])
      #expect(rows.map { $0.text("status") }.allSatisfy { $0 == "undefined" })
      let codes = Set(rows.map { $0.text("reason") })
      #expect(codes == (test == "adj_gsign_z" ? ["degenerate_dependence"] : codes))
      #expect(codes.contains("degenerate_dependence"))
    }
    #expect(try row(tables, 0).number("n_effective") == nil)
  }

  @Test func noneLeavesTheTestsAsTheyAre() throws {
    var study = try study(seed: 3, firms: 6) { _ in 100 }
    study.spec.dependence = .none
    let tables = try study.run()
    #expect(try row(tables, 0).number("r") == 0)
    #expect(try row(tables, 0).integer("overlapping_pairs") == 15)
    #expect(
      tables.rows("tests", ["test": "adj_bmp_t"]).map { $0.number("statistic") }
        == tables.rows("tests", ["test": "bmp_t"]).map { $0.number("statistic") })
  }
}

/// r* of returns in excess of the market's, one pair of events after the other.
private struct PairByPair {
  private(set) var count = 0
  private(set) var overlapping = 0
  private(set) var correlation = 0.0

  private struct Event {
    let residuals: [Int: Double]
    let days: Set<Int>
  }

  init(_ study: SmallStudy, days: ClosedRange<Int>) {
    let market = Self.returns(study, SyntheticMarket.index)
    let events = study.events.compactMap { event -> Event? in
      guard let symbol = event.symbol else { return nil }
      let excess = Self.returns(study, symbol).filter { market[$0.key] != nil }
      let session = study.market.sessions.firstIndex { .date($0) == event.time } ?? 0
      let window = Set(days.map { session + $0 }.filter { excess[$0] != nil })
      guard !window.isEmpty else { return nil }
      let residuals = excess.filter { (session - 60...session - 6).contains($0.key) }
      return Event(
        residuals: Dictionary(
          uniqueKeysWithValues: residuals.map { ($0.key, $0.value - (market[$0.key] ?? 0)) }),
        days: window)
    }
    count = events.count
    for (index, left) in events.enumerated() {
      for right in events[(index + 1)...] { add(left, right) }
    }
    correlation *= 2 / Double(count * (count - 1))
  }

  private static func returns(_ study: SmallStudy, _ symbol: Symbol) -> [Int: Double] {
    let prices = study.market.prices[symbol]?.prices ?? []
    let days = prices.indices.dropFirst().filter {
      !prices[$0].isMissing && !prices[$0 - 1].isMissing
    }
    return Dictionary(uniqueKeysWithValues: days.map { ($0, prices[$0] / prices[$0 - 1] - 1) })
  }

  private mutating func add(_ left: Event, _ right: Event) {
    let shared = left.days.intersection(right.days).count
    guard shared > 0 else { return }
    overlapping += 1
    let common = Set(left.residuals.keys).intersection(right.residuals.keys).sorted()
    guard common.count >= 20 else { return }
    let (x, y) = (common.map { left.residuals[$0] ?? 0 }, common.map { right.residuals[$0] ?? 0 })
    let weight = Double(shared) / Double(left.days.count * right.days.count).squareRoot()
    correlation += weight * Self.pearson(x, y)
  }

  private static func pearson(_ x: [Double], _ y: [Double]) -> Double {
    func centred(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { $0 - mean }
    }
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let (a, b) = (centred(x), centred(y))
    return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  }
}
