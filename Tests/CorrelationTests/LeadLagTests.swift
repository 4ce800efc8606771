import Foundation
import MarketData
import Statistics
import Tables
import Testing

@testable import Correlation

@Suite struct LeadLagTests {
  /// A and C, of which A leads by two days; or both made persistent.
  private static func question(persistent: Bool) throws -> LeadLag {
    let panel = try DynamicSeries.panel()
    let columns = zip([panel.columns[0], panel.columns[2]], [0.6, -0.4]).map { column, share in
      guard persistent else { return column }
      var result = column
      for t in 1..<column.count { result[t] += share * result[t - 1] }
      return result
    }
    let pair = ReturnPanel(sessions: panel.sessions, symbols: ["A", "C"], columns: columns)
    var question = LeadLag(pair, pair: (0, 1))
    question.mostLags = 5
    question.prewhitens = persistent
    question.bootstrap = BlockBootstrap(replicates: 99, seed: 5)
    return question
  }

  @Test("Correlations, filters and Haugh's test are statsmodels'", arguments: [false, true])
  func reference(_ isPrewhitened: Bool) throws {
    let tables = try Self.question(persistent: isPrewhitened).tables(threads: 2)
    let (lags, peak) = (tables.tables[0], tables.tables[1])
    let rows = try ReferenceSeries.rows("lead-lag.csv").filter {
      $0["series"] == (isPrewhitened ? "prewhitened" : "raw")
    }
    #expect(rows.count == 11)
    for (index, row) in rows.enumerated() {
      expect(lags, row: index, agreesWith: row, within: 1e-9, columns: ["lag", "r"])
      // Of 99 draws here and 999 there.
      for (column, name) in [("band_low", "low"), ("band_high", "high")] {
        let expected = try #require(row[name].flatMap { Double($0) })
        #expect(abs((lags[column]?[index].number ?? 9) - expected) < 0.04)
      }
    }
    expect(
      peak, row: 0, agreesWith: rows[0], within: 1e-7,
      columns: ["n_days", "ar_lags_1", "ar_lags_2", "statistic"])
    #expect(peak["lag"]?[0] == .integer(2))
    #expect(peak["conf_low"]?[0] == .integer(2))
    #expect(peak["conf_high"]?[0] == .integer(2))
    #expect(peak["draw_share"]?[0] == .number(1))
    #expect(peak["p_adjusted"]?[0] == .number(0.01))
  }

  @Test("The series exchanged have the lags reversed")
  func exchange() throws {
    let panel = try DynamicSeries.panel()
    func correlations(_ pair: (Int, Int)) throws -> [Double] {
      var question = LeadLag(panel, pair: pair)
      question.bootstrap.replicates = 0
      let table = try question.tables(threads: 1).tables[0]
      #expect((0..<table.rowCount).allSatisfy { table["p_value"]?[$0] == .missing })
      return (0..<table.rowCount).compactMap { table["r"]?[$0].number }
    }
    let (one, other) = (try correlations((1, 3)), try correlations((3, 1)).reversed())
    for (a, b) in zip(one, other) { #expect(abs(a - b) < 1e-14) }
  }

  @Test("The same on any number of threads; too few days are told")
  func threads() throws {
    let question = try Self.question(persistent: true)
    #expect(
      try question.tables(threads: 1).tables.map(cells)
        == question.tables(threads: 3).tables.map(cells))
    let panel = try DynamicSeries.panel()
    var short = LeadLag(panel.within("1970-01-01"..."1970-02-09"), pair: (0, 1))
    short.prewhitens = false
    let fortyDays = short
    #expect(throws: PathProblem.tooFewDays(found: 40, needed: 44)) {
      try fortyDays.tables(threads: 1)
    }
  }
}

@Suite struct HayashiYoshidaTests {
  private static let day: Int64 = 86_400_000

  /// A random walk's price at some times.
  private static func series(_ name: Symbol, _ times: [Int64], _ walk: [Double])
    -> AsynchronousSeries
  {
    AsynchronousSeries(
      symbol: name, times: times, prices: walk.map { exp($0) }, longestGap: 3_600_000)
  }

  /// A walk of a step a second, by second.
  private static func walk(_ seconds: Int) -> [Double] {
    var stream = RandomStream(seed: 11)
    var level = 0.0
    return (0..<seconds).map { _ in
      level += 0.001 * stream.normal()
      return level
    }
  }

  @Test("On a common clock it is the sum of products")
  func synchronous() {
    let (a, b) = (Self.walk(400), Self.walk(800).suffix(400).map { $0 })
    let times = (0..<400).map { Int64($0) * 1000 }
    let (x, y) = (Self.series("X", times, a), Self.series("Y", times, b))
    let days = DayIndex(x, y)
    let found = HayashiYoshida.covariances(x, y, lag: 0, days: days).reduce(0, +)
    func steps(_ values: [Double]) -> [Double] { zip(values.dropFirst(), values).map { $0 - $1 } }
    let products: [Double] = zip(steps(a), steps(b)).map { $0 * $1 }
    let squares: [Double] = steps(a).map { $0 * $0 }
    #expect(abs(found - products.reduce(0, +)) < 1e-15)
    #expect(abs(x.variances(by: days).reduce(0, +) - squares.reduce(0, +)) < 1e-15)
  }

  @Test(
    "At any lag it is the double sum over increments that overlap",
    arguments: [-7000, 0, 500, 9000])
  func definition(_ lag: Int64) {
    let walk = Self.walk(600)
    let first = stride(from: 0, to: 600, by: 7).map { $0 }
    let second = (0..<600).filter { ($0 * $0) % 11 < 3 }
    func times(_ seconds: [Int]) -> [Int64] { seconds.map { Int64($0) * 1000 } }
    let x = Self.series("X", times(first), first.map { walk[$0] })
    let y = Self.series("Y", times(second), second.map { walk[$0] })
    var expected = 0.0
    for i in 1..<first.count {
      for j in 1..<second.count {
        let (begin, end) = (x.times[i - 1] + lag, x.times[i] + lag)
        guard begin < y.times[j], y.times[j - 1] < end else { continue }
        expected += (walk[first[i]] - walk[first[i - 1]]) * (walk[second[j]] - walk[second[j - 1]])
      }
    }
    let found = HayashiYoshida.covariances(x, y, lag: lag, days: DayIndex(x, y)).reduce(0, +)
    #expect(abs(found - expected) < 1e-15)
  }

  @Test("A series that follows by 20 seconds is found, over nights that do not count")
  func lead() throws {
    let walk = Self.walk(12 * 600)
    var (xTimes, yTimes, x, y) = ([Int64](), [Int64](), [Double](), [Double]())
    for date in 0..<12 {
      for second in stride(from: 30, to: 600, by: 3) {
        xTimes.append(Int64(date) * Self.day + Int64(second) * 1000)
        x.append(walk[date * 600 + second])
      }
      for second in stride(from: 31, to: 600, by: 5) {
        yTimes.append(Int64(date) * Self.day + Int64(second) * 1000)
        y.append(walk[date * 600 + second - 20])
      }
    }
    var question = ClockLeadLag(Self.series("X", xTimes, x), Self.series("Y", yTimes, y))
    (question.mostSeconds, question.step) = (40, 5)
    question.bootstrap = BlockBootstrap(replicates: 99, seed: 1)
    let tables = try question.tables(threads: 2)
    let peak = tables.tables[1]
    #expect(peak["lag_seconds"]?[0] == .integer(20))
    #expect(peak["conf_low"]?[0] == .number(20))
    #expect(peak["conf_high"]?[0] == .number(20))
    #expect((peak["r"]?[0].number ?? 0) > 0.9)
    #expect((peak["lead_lag_ratio"]?[0].number ?? 0) > 3)
    #expect(peak["n_days"]?[0] == .integer(12))
    // 190 prices a date have 189 increments: none over a night.
    #expect(peak["n_1"]?[0] == .integer(12 * 189))
    #expect(cells(tables.tables[0]) == cells(try question.tables(threads: 1).tables[0]))
  }
}
