import MarketData
import Tables
import Testing

@testable import Store

@Suite struct ListTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test func showsPricesInRisingTime() throws {
    try database.importing { writer in
      try writer.append(closes([20_244, 20_245], [14_192, 14_000]), to: "NVDA")
    }
    let table = try database.prices(symbol: "NVDA")
    #expect(
      table.columns.map(\.name) == [
        "symbol", "time", "open", "high", "low", "close", "adjusted_close", "volume",
      ])
    #expect(table["time"]?[0] == .text("2025-06-05"))
    #expect(table["close"]?[1] == .number(140))
    #expect(table["volume"]?[1] == .missing)
    #expect(
      storeError { _ = try database.prices(symbol: "NVDIA") }
        == .unknownSymbol("NVDIA", nearest: "NVDA"))
  }

  // Instants by Python 3.11: datetime.fromtimestamp(t / 1000, timezone.utc).isoformat()
  @Test(
    arguments: [
      (1_749_127_500_000, "2025-06-05T12:45:00Z"), (1_749_127_500_007, "2025-06-05T12:45:00.007Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (951_827_696_120, "2000-02-29T12:34:56.120Z"),
    ] as [(Int64, String)])
  func showsInstantsInUTC(milliseconds: Int64, text: String) throws {
    #expect(timeText(milliseconds, .intraday) == text)
  }

  @Test func listsSeriesAndBatches() throws {
    try database.importing(sha256: "ab") { writer in
      try writer.append(closes([1, 2, 3], [1, 2, 3]), to: "B")
      try writer.append(closes([5], [1]), to: "A")
    }
    try database.importing { try $0.append(closes([3, 4], [3, 4]), to: "B") }
    let series = try database.seriesList()
    #expect(
      series.columns.map(\.name) == [
        "symbol", "resolution", "first", "last", "bars", "batches",
      ])
    #expect(series["symbol"]?[0] == .text("A"))
    #expect(series["last"]?[1] == .text("1970-01-05"))
    #expect(series["bars"]?[1] == .integer(4))
    #expect(series["batches"]?[1] == .integer(2))
    let batches = try database.batchList()
    let row = batches.columns.map { $0[0] }
    #expect(
      row == [
        .integer(1), .text("prices"), .text("file.csv"), .missing, .integer(4), .integer(2),
        .integer(2), .integer(100), .text("ab"), .text("2025-06-06T00:00:00Z"), .text("imported"),
      ])
  }
}
