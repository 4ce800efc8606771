import MarketData
import Tables
import Testing

@testable import Correlation

@Suite struct SpilloverTests {
  private static func spillover(_ order: [Int] = [0, 1, 2, 3], days: Int = 700) throws -> Spillover
  {
    let panel = try DynamicSeries.panel()
    return Spillover(
      ReturnPanel(
        sessions: Array(panel.sessions[..<days]), symbols: order.map { panel.symbols[$0] },
        columns: order.map { Array(panel.columns[$0][..<days]) }))
  }

  private static func cell(_ table: Table, _ column: String, where cells: [String: String])
    -> Double?
  {
    (0..<table.rowCount).first { row in
      cells.allSatisfy { table[$0.key]?[row].text == $0.value }
    }.flatMap { table[column]?[$0].number }
  }

  @Test("Order, shares and days are those of statsmodels and numpy")
  func reference() throws {
    let rows = try ReferenceSeries.rows("spillover.csv")
    for question in Dictionary(grouping: rows, by: { [$0["lags"], $0["horizon"]] }).values {
      try expectShares(question)
    }
  }

  /// The shares of one number of lags and one horizon.
  private func expectShares(_ rows: [[String: String]]) throws {
    var question = try Self.spillover()
    question.horizon = try #require(rows[0]["horizon"].flatMap { Int($0) })
    let lags = try #require(rows[0]["lags"].flatMap { Int($0) })
    if rows[0]["chosen"] == "0" { question.lags = .fixed(lags) }
    let table = try #require(try question.tables(threads: 1)["spillover"])
    #expect(table["lags"]?[0] == .integer(lags))
    #expect(rows.count == 16)
    for row in rows {
      let names = ["symbol": row["symbol"] ?? "", "source": row["source"] ?? ""]
      let share = try #require(Self.cell(table, "share", where: names))
      #expect(abs(share - (row["share"].flatMap { Double($0) } ?? 9)) < 1e-11, "\(row): \(share)")
      #expect(table["n_days"]?[0].integer == row["n_days"].flatMap { Int($0) })
    }
  }

  @Test("Rows sum to 1, nets to 0, and the total is the mean of what comes from others")
  func sums() throws {
    let tables = try Self.spillover().tables(threads: 2)
    let (shares, index) = (
      try #require(tables["spillover"]), try #require(tables["spillover_index"])
    )
    let values = (0..<16).compactMap { shares["share"]?[$0].number }
    for row in 0..<4 {
      #expect(abs(values[4 * row..<4 * row + 4].reduce(0, +) - 1) < 1e-14)
    }
    let net = (0..<4).compactMap { index["net"]?[$0].number }
    #expect(abs(net.reduce(0, +)) < 1e-14)
    let from = (0..<4).compactMap { index["from_others"]?[$0].number }
    #expect(abs((index["total"]?[4].number ?? 9) - from.reduce(0, +) / 4) < 1e-15)
    #expect(index["symbol"]?[4] == .missing)
  }

  @Test("The order of the series changes nothing", arguments: [[3, 2, 1, 0], [1, 3, 0, 2]])
  func order(_ order: [Int]) throws {
    let (one, other) = (
      try #require(try Self.spillover().tables(threads: 1)["spillover"]),
      try #require(try Self.spillover(order).tables(threads: 1)["spillover"])
    )
    for symbol in ["A", "B", "C", "D"] {
      for source in ["A", "B", "C", "D"] {
        let names = ["symbol": symbol, "source": source]
        let (a, b) = (
          try #require(Self.cell(one, "share", where: names)),
          try #require(Self.cell(other, "share", where: names))
        )
        #expect(abs(a - b) < 1e-12)
      }
    }
  }

  @Test("Intervals enclose what was found, the same on any number of threads")
  func intervals() throws {
    var question = try Self.spillover(days: 300)
    question.lags = .fixed(1)
    question.replicates = 19
    question.seed = 3
    let table = try #require(try question.tables(threads: 1)["spillover_index"])
    let other = try #require(try question.tables(threads: 3)["spillover_index"])
    #expect(cells(table) == cells(other))
    for row in 0..<4 {
      let (low, high) = (table["net_low"]?[row].number, table["net_high"]?[row].number)
      #expect(try #require(low) < #require(high))
    }
    // D follows A and B by a day, and nothing follows D.
    #expect(try #require(table["net_high"]?[3].number) < 0)
    let total = try #require(table["total"]?[4].number)
    #expect(try #require(table["total_low"]?[4].number) < total)
    #expect(try #require(table["total_high"]?[4].number) > total)
  }

  @Test("A missing return costs the sessions whose lags reach it")
  func gaps() throws {
    let panel = ReferenceSeries.panel
    var question = Spillover(panel)
    question.lags = .fixed(2)
    let table = try #require(try question.tables(threads: 1)["spillover"])
    // 299 returns; two lags cost two, the missing price two returns and two rows behind them.
    #expect(table["n_days"]?[0] == .integer(293))
  }

  @Test("What cannot be decomposed says why")
  func problems() throws {
    let panel = try DynamicSeries.panel()
    func problem(_ columns: [[Double]]) -> SpilloverProblem? {
      let symbols = columns.indices.map { Symbol(rawValue: "S\($0)") }
      let count = columns[0].count
      let question = Spillover(
        ReturnPanel(sessions: Array(panel.sessions[..<count]), symbols: symbols, columns: columns))
      do throws(SpilloverProblem) {
        _ = try question.tables(threads: 1)
        return nil
      } catch { return error }
    }
    let (a, b) = (panel.columns[0], panel.columns[1])
    #expect(problem([a]) == .oneSeries)
    #expect(problem([a, b, zip(a, b).map { $0 + $1 }]) == .dependentSeries(2))
    #expect(problem([a, a.map { _ in 0.1 }]) == .dependentSeries(1))
    #expect(problem([Array(a[..<15]), Array(b[..<15])]) == .tooFewRows(found: 5, needed: 7))
  }
}
