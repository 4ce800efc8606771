import EventStudy
import MarketData
import Statistics
import Tables
import Testing

@testable import Correlation

@Suite struct ContagionTests {
  private static let periods = PeriodComparison(calm: Array(20..<180), event: Array(200..<260))

  private static func contagion(_ panel: ReturnPanel = ReferenceSeries.panel) -> Contagion {
    let all = Array(panel.symbols.indices)
    return Contagion(SourcePairs(panel, sources: all, targets: all))
  }

  @Test("Every ordered pair is as numpy and scipy compute it, a missing price included")
  func reference() throws {
    let table = Self.contagion().table([Self.periods], threads: 2)
    let rows = try ReferenceSeries.rows("contagion.csv")
    #expect(table.rowCount == rows.count)
    for (index, row) in rows.enumerated() {
      expect(
        table, row: index, agreesWith: row, within: 1e-11,
        columns: [
          "source", "symbol", "n_calm", "n_event", "r_calm", "r_event", "delta", "r_adjusted",
          "fisher_z_raw", "p_raw", "fisher_z", "p_value",
        ])
      #expect(table["status"]?[index] == .text("ok"))
      #expect(table["p_bootstrap"]?[index] == .missing)
    }
  }

  @Test("Bootstrap p-values are those of another program, as far as 9,999 draws agree")
  func bootstrapReference() throws {
    var contagion = Self.contagion()
    contagion.bootstrap = BlockBootstrap(replicates: 9999, seed: 1)
    let table = contagion.table([Self.periods], threads: 2)
    for (index, row) in try ReferenceSeries.rows("contagion.csv").enumerated() {
      // Four standard errors of the difference of two shares of about a half.
      expect(
        table, row: index, agreesWith: row, within: 0.028,
        columns: ["p_bootstrap_raw", "p_bootstrap"])
    }
  }

  @Test("The same on any number of threads; another seed gives other draws")
  func threads() {
    var contagion = Self.contagion()
    contagion.bootstrap = BlockBootstrap(replicates: 99, seed: 1)
    let table = contagion.table([Self.periods], threads: 1)
    #expect(table == contagion.table([Self.periods], threads: 3))
    contagion.bootstrap.seed = 2
    #expect(table != contagion.table([Self.periods], threads: 1))
  }

  @Test("The p-values of both directions make one, but for ties and the added draw")
  func directions() throws {
    func p(_ alternative: Alternative, _ column: String) throws -> [Double] {
      var contagion = Self.contagion()
      contagion.bootstrap = BlockBootstrap(replicates: 199, seed: 1)
      contagion.alternative = alternative
      let table = contagion.table([Self.periods], threads: 2)
      return try (0..<table.rowCount).map { try #require(table[column]?[$0].number) }
    }
    for (up, down) in zip(try p(.greater, "p_value"), try p(.less, "p_value")) {
      #expect(abs(up + down - 1) < 1e-14)
    }
    for (up, down) in zip(try p(.greater, "p_bootstrap"), try p(.less, "p_bootstrap")) {
      #expect(abs(up + down - 201.0 / 200) < 1e-12)
    }
    for (up, two) in zip(try p(.greater, "p_raw"), try p(.twoSided, "p_raw")) {
      #expect(abs(two - 2 * min(up, 1 - up)) < 1e-14)
    }
  }

  @Test("An unchanged variance leaves the correlation as it is", arguments: [-0.9, 0, 0.4, 0.99])
  func noChange(_ correlation: Double) {
    let same = ForbesRigobon(calm: 0.1, event: correlation, delta: 0)
    #expect(same.adjusted == correlation)
  }

  @Test("The link that a regression has is found again when the source's variance changes")
  func invariance() {
    // y = b x + e: rho^2 = b^2 v / (b^2 v + s). Five times v gives back the calm correlation.
    func correlation(_ v: Double) -> Double { 0.5 * v.squareRoot() / (0.25 * v + 1).squareRoot() }
    let change = ForbesRigobon(calm: correlation(1), event: correlation(5), delta: 4)
    #expect(abs(change.adjusted - correlation(1)) < 1e-15)
  }

  @Test("A pair without a correlation has its reason and no numbers")
  func undefined() {
    let days = (0..<40).map { Int64($0) }
    let x = days.map { Double(($0 * 7) % 11) }
    let constant = [Double](repeating: 0.01, count: 40)
    let rare = days.map { $0 < 1 ? 0.5 : Double.missing }
    let panel = ReturnPanel(
      sessions: days, symbols: ["X", "TWIN", "FLAT", "RARE"],
      columns: [x, x.map { 2 * $0 }, constant, rare])
    let table = Self.contagion(panel).table(
      [
        PeriodComparison(calm: Array(0..<30), event: Array(30..<40)),
        PeriodComparison(eventID: "e", targets: .unknown, calm: [1], event: [2]),
      ], threads: 1)
    let reasons = (0..<4).map { table["reason"]?[$0].text }
    #expect(reasons[0..<3] == ["perfect_correlation", "zero_variance", "too_few_days"])
    for row in 0..<3 {
      #expect(table["status"]?[row] == .text("undefined"))
      #expect(table["fisher_z"]?[row] == .missing)
      #expect(table["p_adjusted"]?[row] == .missing)
    }
    #expect(table["reason"]?[12] == .text("unknown_symbol"))
    #expect(table["symbol"]?[12] == .missing)
    #expect(table["source"]?[12] == .text("X"))
  }

  @Test("Columns multiplied four at a time agree with pairs one by one")
  func products() {
    let panel = ReferenceSeries.panel
    let days = Array(103..<290)
    let products = CorrelationProducts(panel, at: days, threads: 2)
    for source in panel.symbols.indices {
      for (target, moments) in products.moments(of: source).enumerated() {
        let (x, y) = pairedValues(panel.columns[source], panel.columns[target], at: days)
        let pair = PairMoments(x, y)
        #expect(abs(moments.correlation - pair.correlation) < 1e-14)
        #expect(moments.variance == pair.variance)
        #expect(moments.count == days.count)
      }
    }
  }

  @Test("Days around events are calm or not; what lies outside the data says so")
  func events() throws {
    let panel = ReferenceSeries.panel
    let exchange = try ExchangeCalendar.named("XNYS")
    func event(_ position: Int, _ symbol: Symbol?) -> NewsEvent {
      NewsEvent(
        id: "e\(position)", symbol: symbol,
        time: .date(CalendarDate(ordinal: Int(panel.sessions[position]))))
    }
    let before = panel.comparison(
      of: event(100, "F01"), isForAll: false, before: Window(-20 ... -1), after: Window(0...4),
      exchange: exchange)
    #expect(before.calm == Array(80..<100))
    #expect(before.event == Array(100..<105))
    #expect(before.targets == .one(2))
    let late = panel.comparison(
      of: event(298, nil), isForAll: false, before: Window(-20 ... -1), after: Window(0...4),
      exchange: exchange)
    #expect(late.reason == "out_of_range")
    let (days, outside) = panel.comparison(
      of: [
        event(0, nil), event(50, nil), event(51, nil),
        NewsEvent(id: "old", symbol: nil, time: .date("1990-01-02")),
      ], days: Window(-1...1), exchange: { _ in exchange })
    #expect(days.event == [0, 1, 49, 50, 51, 52])
    #expect(days.calm.count == 294)
    #expect(outside == 1)
  }
}
