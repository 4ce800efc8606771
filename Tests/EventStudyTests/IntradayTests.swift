import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// Studies whose relative time counts bars.
@Suite struct IntradayTests {
  private static func run(
    events: [NewsEvent] = IntradayMarket.events, _ change: (inout StudySpec) -> Void = { _ in }
  ) throws -> TableSet {
    var spec = IntradayMarket.spec
    change(&spec)
    var inputs = IntradayMarket.inputs
    inputs.events = events
    return try Study(spec).run(on: inputs, threads: 2).tables
  }

  @Test(arguments: ["mean", "market"] as [ModelChoice])
  func agreesWithAnIndependentProgram(_ model: ModelChoice) throws {
    let tables = try Self.run { $0.models = [model] }
    let rows = try ReferenceFile(table: "bars").rows.filter { $0["model"] == model.id.rawValue }
    var found: [String] = []
    for row in rows {
      let column = try #require(row["column"])
      let cell = try Self.row(tables, row)?[column] ?? .missing
      if !cell.agrees(with: try #require(row["value"]), in: column) {
        found.append("\(row): \(cell)")
      }
    }
    #expect(rows.count > 130 && found.isEmpty, "\(found.count): \(found.prefix(5))")
  }

  private static func row(_ tables: TableSet, _ wanted: [String: String]) throws -> Row? {
    let (table, name) = (try #require(wanted["table"]), try #require(wanted["name"]))
    let (first, last) = (wanted["first"].flatMap { Int($0) }, wanted["last"].flatMap { Int($0) })
    return tables.rows(table).first { row in
      let isWindow = row.integer("window_start") == first && row.integer("window_end") == last
      return switch table {
      case "ar": row.text("event_id") == name && row.integer("rel_day") == first
      case "car": row.text("event_id") == name && isWindow
      case "event_tests":
        "\(row.text("event_id") ?? "") \(row.text("test") ?? "")" == name && isWindow
      case "tests": row.text("test") == name && row.text("level") == "caar" && isWindow
      default: row.text("event_id") == name
      }
    }
  }

  @Test func newsIsInTheBarThatContainsIt() throws {
    let bars = try Self.run().rows("event_bars").filter { $0.integer("rel_day") == 0 }
    let found = bars.map { row in
      ["event_id", "bar_start", "bar_end", "kind"].map { row.text($0) ?? "" }.joined(separator: " ")
    }
    #expect(
      found == [
        "E0 2025-07-11T14:30:00Z 2025-07-11T15:00:00Z trading",
        "E1 2025-07-14T20:00:00Z 2025-07-15T13:30:00Z closed",
        "E2 2025-07-17T19:30:00Z 2025-07-17T20:00:00Z trading",
        "E3 2025-07-03T17:00:00Z 2025-07-07T13:30:00Z closed",
      ])
  }

  @Test func aDateAloneHasNoBar() throws {
    let event = NewsEvent(id: "E", symbol: "A", time: .date(IntradayMarket.sessions[36].date))
    let row = try #require(try Self.run(events: [event]).rows("events").first)
    #expect(row.text("status") == "excluded" && row.text("reason") == "no_time")
  }

  /// Without weights that could differ, an event window of one bar is the regression of that clock
  /// time's bars alone: the mean and the standard error of 30 numbers.
  @Test func oneBarIsMeasuredAgainstThoseOfItsClockTime() throws {
    let event = IntradayMarket.event("E", "A", session: 36, "10:46")
    let tables = try Self.run(events: [event]) {
      $0.models = ["mean"]
      $0.eventWindow = Window(0...0)
      $0.windows = nil
    }
    let prices = try #require(IntradayMarket.prices["A"])
    let instants = (5...36).compactMap { session -> Int? in
      let open = IntradayMarket.exchange.hours(of: IntradayMarket.sessions[session]).open
      return prices.dates.firstIndex(of: open + 2 * 1_800_000)
    }
    let returns = instants.map { prices.prices[$0] / prices.prices[$0 - 1] - 1 }
    let earlier = returns.dropLast().suffix(30)
    let mean = earlier.reduce(0, +) / 30
    let squares = earlier.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let row = try #require(tables.rows("ar").first)
    let abnormal = try #require(row.number("ar"))
    let error = try #require(row.number("std_error"))
    #expect(abs(abnormal - (returns[returns.count - 1] - mean)) < 1e-15)
    #expect(abs(error / (squares / 29 * (1 + 1.0 / 30)).squareRoot() - 1) < 1e-12)
  }

  /// The bar from 10:30 doubles the price at the event and in three of the 30 sessions before it,
  /// in two it trebles it, in the others it halves it: the ties count on both sides, also among
  /// the squares. The bar before never moves, so that no clock time has a scale of its own.
  @Test(
    arguments: ["rinaudo_saha", "realized_variance"] as [TestChoice],
    [(Alternative.greater, 6), (.less, 29), (.twoSided, 6)])
  func sessionsThatTieCountAsExtreme(
    _ test: TestChoice, _ expected: (alternative: Alternative, count: Int)
  ) throws {
    var spec = IntradayMarket.spec
    spec.models = ["raw"]
    spec.eventWindow = Window(-1...0)
    spec.windows = [Window(0...0), Window(-1...0)]
    spec.tests = [test]
    spec.alternative = expected.alternative
    var inputs = IntradayMarket.inputs
    inputs.events = [IntradayMarket.event("E", "A", session: 36, "10:46")]
    let dates = try #require(inputs.prices["A"]).dates
    var prices = [Double](repeating: 100, count: dates.count)
    for (session, place) in IntradayMarket.sessions.enumerated() {
      let start = IntradayMarket.exchange.hours(of: place).open + 2 * 1_800_000
      let bar = try #require(dates.firstIndex(of: start))
      prices[bar] = [9: 200, 19: 200, 29: 200, 36: 200, 14: 300, 24: 300][session] ?? 50
    }
    inputs.prices["A"] = PriceSeries(dates: dates, prices: prices)
    let rows = try Study(spec).run(on: inputs, threads: 1).tables.rows("event_tests")
    let p = Double(expected.count) / 31
    #expect(rows.map { $0.number("p_value") } == [p, p])
  }

  @Test func barsMayBeMadeOfShorterOnes() throws {
    var spec = IntradayMarket.spec
    spec.count(BarSpacing("1h")!)
    spec.estimation.windows = [Window(-30 ... -1)]
    let tables = try Study(spec).run(on: IntradayMarket.inputs, threads: 1).tables
    let bars = tables.rows("event_bars").filter { $0.text("event_id") == "E0" }
    #expect(
      bars.map { $0.text("bar_start")?.dropFirst(11).prefix(5) } == [
        "20:00", "13:30", "14:30", "15:30", "16:30", "17:30",
      ])
    let prices = try #require(IntradayMarket.prices["A"])
    let end = try #require(
      prices.dates.firstIndex {
        $0 % 86_400_000 == 15 * 3_600_000
          && "\(Instant(milliseconds: $0))".hasPrefix("2025-07-11")
      })
    let row = try #require(
      tables.rows("ar").first { $0.text("event_id") == "E0" && $0.integer("rel_day") == 0 })
    let expected = prices.prices[end] / prices.prices[end - 2] - 1
    #expect(abs(try #require(row.number("actual")) - expected) < 1e-15)
  }

  @Test func barsThatDoNotFitAreNamed() throws {
    for spacing in ["10m", "45m"] {
      let tables = try Self.run { $0.count(BarSpacing(spacing)!) }
      #expect(tables.rows("events").allSatisfy { $0.text("reason") == "bars_do_not_fit" })
    }
  }

  @Test func aBarWithoutTradeHasNoReturnAndNeitherHasTheNext() throws {
    var inputs = IntradayMarket.inputs
    let series = try #require(inputs.prices["A"])
    let bar = try #require(
      series.dates.firstIndex { "\(Instant(milliseconds: $0))" == "2025-07-11T15:00:00Z" })
    var prices = series.prices
    prices[bar] = .missing
    var changed = PriceSeries(dates: series.dates, prices: prices)
    changed.opens = series.opens
    inputs.prices["A"] = changed
    let rows = try Study(IntradayMarket.spec).run(on: inputs, threads: 1).tables.rows("ar")
      .filter { $0.text("event_id") == "E0" }
    #expect(
      rows.map { $0.text("reason") } == [nil, nil, nil, "missing_price", "multi_bar_return", nil])
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    let results = try [1, 2, 8].map { threads in
      try Study(IntradayMarket.spec).run(on: IntradayMarket.inputs, threads: threads).tables
        .fingerprint
    }
    #expect(results[0] == results[1] && results[1] == results[2])
  }

  private static func refused(_ change: (inout StudySpec) -> Void) -> String? {
    var spec = IntradayMarket.spec
    change(&spec)
    do { _ = try Study(spec) } catch { return error.key }
    return nil
  }

  @Test func refusesWhatBarsDoNotHave() {
    #expect(Self.refused { $0.measure = .volume } == "measure")
    #expect(Self.refused { $0.returns.interval = .overnight } == "returns.interval")
    #expect(Self.refused { $0.tests = ["cda_t"] } == "tests")
    #expect(Self.refused { $0.models = ["dimson"] } == "model")
    #expect(Self.refused { $0.estimation.windows = [Window(-30...0)] } == "estimation.window")
    #expect(
      Self.refused {
        $0.eventWindow = Window(1...3)
        $0.windows = nil
      } == "event-window")
    #expect(
      Self.refused { $0.alignment.calendar = .inferred(share: 0.5) } == "alignment.calendar")
    #expect(Self.refused { $0.compatibility = .sipemu } == "compat")
  }

  @Test func testsOfBarsAreRefusedForSessions() {
    var spec = StudySpec(name: "daily")
    spec.tests = ["rinaudo_saha"]
    #expect { try Study(spec) } throws: { ($0 as? SpecProblem)?.key == "tests" }
  }

  /// Random walks whose variance is eight times as large at the open, and at night thirty times: of
  /// a thousand events without news, spread over the times of day, tests of single bars and of windows
  /// reject about as often as they say. The events are counted together, not by time of day.
  @Test func theNullIsRightOverTheDay() throws {
    let market = IntradayNull(sessions: 300, seed: 5)
    var spec = IntradayMarket.spec
    spec.market = "W"
    spec.estimation.windows = [Window(-60 ... -1)]
    spec.models = ["mean"]
    spec.eventWindow = Window(0...2)
    spec.windows = [Window(0...0), Window(0...2)]
    spec.tests = ["car_t", "rinaudo_saha", "window_f"]
    let tables = try Study(spec).run(on: market.inputs, threads: 2).tables
    #expect(tables.rows("events").allSatisfy { $0.text("status") == "included" })
    for test in ["car_t", "rinaudo_saha", "window_f"] {
      for last in test == "window_f" ? [2] : [0, 2] {
        let p = tables.rows("event_tests")
          .filter { $0.text("test") == test && $0.integer("window_end") == last }
          .compactMap { $0.number("p_value") }
        let rejected = Double(p.count { $0 <= 0.05 }) / Double(p.count)
        // 3.5 standard errors of a share of 0.05 among 1,000.
        #expect(p.count == 1000 && abs(rejected - 0.05) < 0.024, "\(test) \(last): \(rejected)")
      }
    }
  }
}
