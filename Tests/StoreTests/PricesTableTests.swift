import GRDB
import MarketData
import Testing

@testable import Store

import struct Tables.Column

@Suite struct PricesTableTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  /// Imports overlapping batches of a few symbols, of bars of every shape.
  private func importRandomBars(_ random: inout Random) throws {
    for _ in 0..<random.int(1...4) {
      try database.importing { writer in
        for _ in 0..<random.int(1...8) {
          let symbol = Symbol(rawValue: ["A", "B", "BRK.B", "é"][random.int(0...3)])
          let isDaily = random.int(0...2) > 0
          let day = Int64(random.int(-719_000...2_900_000))
          let narrow: ClosedRange<Int64> = random.int(0...1) == 0 ? 10_000...10_200 : day...day + 90
          let range =
            isDaily
            ? narrow : narrow.lowerBound * 86_400_000...narrow.upperBound * 86_400_000 - 1
          try writer.append(
            random.bars(
              isDaily ? .daily : .intraday,
              random.times(count: random.int(1...60), in: range)), to: symbol)
        }
      }
    }
  }

  private func rows(_ sql: String) throws -> [[String]] {
    try database.query(sql) { parts in
      try all(parts).flatMap { table in
        (0..<table.rowCount).map { row in table.columns.map { "\($0[row])" } }
      }
    }
  }

  @Test(arguments: 0..<60)
  func holdsWhatTheReaderReads(seed: Int) throws {
    var random = Random(seed: UInt64(seed))
    try importRandomBars(&random)
    var series = 0
    for symbol in try database.symbols() {
      for resolution in [Resolution.daily, .intraday] {
        guard let expected = try bars(symbol, resolution) else { continue }
        series += 1
        let fields = Bars.Field.allCases
        let sql = """
          SELECT time, \(fields.map(\.rawValue).joined(separator: ", ")) FROM prices
          WHERE symbol = '\(symbol)' AND resolution = '\(resolution.rawValue)'
          """
        let found = try rows(sql)
        #expect(found.count == expected.count)
        for (index, row) in found.enumerated() {
          #expect(row[0] == "text(\"\(timeText(expected.times[index], resolution))\")")
          for (position, field) in fields.enumerated() {
            let values = expected[field]
            let cell = values.isEmpty || values[index].isMissing ? "missing" : number(values[index])
            // A column without any number may be of another kind.
            #expect(number(row[position + 1]) == cell)
          }
        }
      }
    }
    #expect(try rows("SELECT count(*) FROM series") == [["integer(\(series))"]])
  }

  private func bars(_ symbol: Symbol, _ resolution: Resolution) throws -> BarSeries? {
    try database.read { db in
      let find = try RawStatement(db, "SELECT id FROM series WHERE symbol = ? AND resolution = ?")
      find.bind(symbol.rawValue, at: 1)
      find.bind(resolution.rawValue, at: 2)
      guard try find.step() else { return nil }
      return try BarReader(db, fields: Bars.Field.allCases)
        .series(find.integer(0), symbol, resolution)
    }
  }

  /// SQLite has one zero.
  private func number(_ value: Double) -> String { number("number(\(value))") }
  private func number(_ text: String) -> String {
    text == "number(-0.0)" ? "number(0.0)" : text
  }

  static let conditions = [
    "symbol = 'A'", "symbol = 'A' COLLATE NOCASE", "symbol = 'a' COLLATE NOCASE",
    "symbol IN ('é', 'A', 'none')", "symbol IS 'A'", "symbol > 'A'", "symbol = NULL", "symbol = 5",
    "time >= '1997-06-01'", "time > '1997-05-20' AND time < '1997-07-01'", "time <= '1997-06'",
    "time < '1997'", "time >= '1997' AND symbol = 'B'", "time = '1997-06-03'",
    "time BETWEEN '1997-06-01' AND '1997-06-30T12:00:00Z' AND symbol = 'A'",
    "time >= '1997-06-31'", "time <= '1997-02-30'", "time = 'x'", "time > 5", "time < x'00'",
    "time >= '1997-06-01' COLLATE NOCASE", "time IN ('1997-06-03', '1997-06-04')",
    "resolution = 'daily'", "resolution = 'intraday' AND time > '1997-06-10'",
    "symbol = 'A' OR time = '1997-06-03'", "time >= '2025-13-01'", "time LIKE '1997-06%'",
    "time <> '1997-06-03' AND symbol <> 'A'", "close IS NULL", "symbol = 'A' AND time IS NOT NULL",
  ]

  /// A limit keeps a condition out of the inner question, which then reads all rows.
  @Test(arguments: conditions)
  func pushedConditionsChangeNoAnswer(condition: String) throws {
    var random = Random(seed: 11)
    for _ in 0..<4 { try importRandomBars(&random) }
    let columns = "symbol, time, resolution, close, rowid"
    let order = "ORDER BY rowid"
    let pushed = try rows("SELECT \(columns) FROM prices WHERE \(condition) \(order)")
    let all = try rows(
      """
      SELECT * FROM (SELECT \(columns) FROM prices LIMIT -1 OFFSET 0) WHERE \(condition) \(order)
      """)
    #expect(pushed == all)
    #expect(Set(pushed.map { $0[4] }).count == pushed.count)
  }

  @Test(
    arguments: [
      "symbol, time", "symbol", "symbol DESC, time", "time, symbol", "symbol, time, close",
      "symbol COLLATE NOCASE, time", "symbol, close",
    ])
  func isInTheOrderAskedFor(order: String) throws {
    var random = Random(seed: 12)
    for _ in 0..<4 { try importRandomBars(&random) }
    let columns = "symbol, time, close"
    let pushed = try rows("SELECT \(columns) FROM prices ORDER BY \(order), rowid")
    let sorted = try rows(
      "SELECT \(columns) FROM (SELECT *, rowid FROM prices LIMIT -1 OFFSET 0) ORDER BY \(order), rowid"
    )
    #expect(pushed == sorted)
    let plain = try rows("SELECT symbol || ' ' || time FROM prices").map { $0[0] }
    let byText = try rows(
      "SELECT symbol || ' ' || time FROM (SELECT * FROM prices LIMIT -1 OFFSET 0) ORDER BY symbol, time"
    )
    #expect(plain == byText.map { $0[0] })
  }

  @Test func joinsWithOrdinaryTables() throws {
    try database.importing { writer in
      try writer.append(closes([20_243, 20_244, 20_245], [100, 200, 300]), to: "A")
    }
    try database.importing(.events) { writer in
      try writer.write(
        events: [NewsEvent(id: "e", symbol: "A", time: .date("2025-06-05"))], list: "l")
    }
    #expect(
      try rows(
        """
        SELECT event.event_id, close FROM event JOIN prices
        ON prices.symbol = event.symbol AND prices.time = date(event_date * 86400, 'unixepoch')
        """) == [["text(\"e\")", "number(2.0)"]])
  }

  @Test(
    arguments: [
      "close = NULL, time = zeroblob(10)", "close = CAST('x' AS BLOB)", "close = time",
      "time = close", "bar_count = 49",
      "close = CAST(substr(close, 1, 40) || x'FF' || substr(close, 42) AS BLOB)",
    ])
  func damageIsToldInTheReadersWords(change: String) throws {
    try database.importing { writer in
      try writer.append(closes(Array(1...50), (1...50).map { 100 * $0 }), to: "NVDA")
    }
    try database.write { try $0.execute(sql: "UPDATE segment SET \(change)") }
    let expected = storeError { _ = try database.bars(of: "NVDA", fields: [.close]) }
    let words = try #require(expected?.description)
    #expect(
      storeError { _ = try rows("SELECT sum(close) FROM prices") }
        == .corrupt(path: file.path, message: words))
  }

  @Test(
    arguments: [
      ("bar_count = 0", "bar_count", "0 is no number of bars"),
      ("first_time = 0", "time", "it is not from first_time to last_time"),
    ])
  func damageOfTheIndexIsTold(change: String, column: String, words: String) throws {
    try database.importing { try $0.append(closes([1, 2], [1, 2]), to: "A") }
    try database.write { try $0.execute(sql: "UPDATE segment SET \(change)") }
    #expect(
      storeError { _ = try rows("SELECT * FROM prices") }
        == .corrupt(
          path: file.path,
          message: "column \(column) of 'A' from batch 1 is damaged: \(words); undo the batch and "
            + "import its file again"))
  }
}
