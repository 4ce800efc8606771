import Foundation
import GRDB
import MarketData
import Testing

import struct Tables.Table
import struct Tables.TableParts

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
    let table = try table(database, PriceSelection(symbols: ["NVDA"]))
    #expect(
      table.columns.map(\.name) == [
        "symbol", "time", "open", "high", "low", "close", "adjusted_close", "volume",
      ])
    #expect(table["time"]?[0] == .text("2025-06-05"))
    #expect(table["close"]?[1] == .number(140))
    #expect(table["volume"]?[1] == .missing)
    #expect(
      storeError { _ = try self.table(database, PriceSelection(symbols: ["NVDIA"])) }
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
    let series = try database.seriesList { _ in nil }
    #expect(
      series.columns.map(\.name) == [
        "symbol", "resolution", "first", "last", "bars", "batches", "gaps", "source", "exchange",
        "currency",
      ])
    #expect(series["symbol"]?[0] == .text("A"))
    #expect(series["last"]?[1] == .text("1970-01-05"))
    #expect(series["bars"]?[1] == .integer(4))
    #expect(series["batches"]?[1] == .integer(2))
    #expect(series["source"]?[1] == .text("file.csv"))
    let batches = try database.batchList()
    let row = batches.columns.map { $0[0] }
    #expect(
      row == [
        .integer(1), .text("prices"), .text("file.csv"), .missing, .integer(4), .integer(2),
        .integer(2), .integer(100), .text("ab"), .text("2025-06-06T00:00:00Z"), .text("imported"),
        .missing,
      ])
  }

  @Test func choosesSymbolsDatesAndResolution() throws {
    try database.importing { writer in
      for symbol in ["B", "A", "C"] as [Symbol] {
        try writer.append(closes([20_243, 20_244, 20_245], [100, 200, 300]), to: symbol)
      }
      try writer.append(
        Bars(resolution: .intraday, times: [1_749_127_500_000], close: .doubles([5])), to: "A")
      try writer.append(
        Bars(
          resolution: .intraday, times: [1_749_081_599_999, 1_749_081_600_000],
          close: .doubles([6, 7])), to: "D")
    }
    func rows(_ selection: PriceSelection) throws -> [String] {
      let table = try table(database, selection)
      return (0..<table.rowCount).map { row in
        [table["symbol"]?[row].text, table["time"]?[row].text].compactMap { $0 }
          .joined(separator: " ")
      }
    }
    #expect(try rows(PriceSelection()).count == 11)
    #expect(
      try rows(PriceSelection(symbols: ["C", "A"], from: "2025-06-05", to: "2025-06-05")) == [
        "C 2025-06-05", "A 2025-06-05",
      ])
    // An instant belongs to its date in UTC.
    #expect(
      try rows(PriceSelection(symbols: ["D"], from: "2025-06-05")) == ["D 2025-06-05T00:00:00Z"])
    #expect(
      try rows(PriceSelection(symbols: ["D"], to: "2025-06-04")) == ["D 2025-06-04T23:59:59.999Z"])
    #expect(
      try rows(PriceSelection(symbols: ["A"], resolution: .intraday)) == ["A 2025-06-05T12:45:00Z"])
    #expect(
      storeError { _ = try rows(PriceSelection(symbols: ["B"], resolution: .intraday)) }
        == .unknownSymbol("B", nearest: "B"))
  }

  /// The week of 2025-06-30: Friday is Independence Day, Thursday ends at 13:00 New York time.
  @Test func countsSessionsWithoutBars() throws {
    func instants(_ texts: [String]) -> Bars {
      let times = texts.map { text in
        Int64((try? Date(text, strategy: .iso8601))?.timeIntervalSince1970 ?? 0) * 1000
      }
      return Bars(
        resolution: .intraday, times: times, close: .doubles(times.map { _ in 1 }))
    }
    try database.importing { writer in
      func day(_ text: CalendarDate) -> Int64 { Int64(text.ordinal) }
      try writer.append(
        closes(
          [day("2025-06-30"), day("2025-07-02"), day("2025-07-05"), day("2025-07-07")],
          [1, 2, 3, 4]), to: "DAILY")
      try writer.append(
        instants([
          "2025-06-30T13:30:00Z", "2025-07-01T13:00:00Z", "2025-07-02T19:59:00Z",
          "2025-07-03T17:30:00Z", "2025-07-07T20:00:00Z",
        ]), to: "MINUTES")
      try writer.append(closes([day("1960-01-04"), day("1990-01-04")], [1, 2]), to: "OLD")
    }
    let newYork = try ExchangeCalendar.named("XNYS")
    let list = try database.seriesList { _ in newYork }
    // Tuesday and Thursday; Tuesday's bar is before the opening and Thursday's after the close;
    // XNYS is known from 1990 on, where 2 and 3 January are sessions.
    #expect((0..<3).map { list["gaps"]?[$0] } == [.integer(2), .integer(2), .integer(2)])
  }

  @Test func listsWhatIsDamaged() throws {
    try database.importing { try $0.append(closes([1, 2], [1, 2]), to: "A") }
    try database.write { try $0.execute(sql: "UPDATE segment SET time = zeroblob(3)") }
    let newYork = try ExchangeCalendar.named("XNYS")
    let list = try database.seriesList { _ in newYork }
    #expect(list["bars"]?[0] == .integer(2))
    #expect(list["gaps"]?[0] == .missing)
  }

  private func table(_ database: ReactionDatabase, _ selection: PriceSelection) throws -> Table {
    try database.prices(selection) { try Table("prices", stacking: all($0)) }
  }
}

/// All parts that have rows, and the first one.
func all(_ parts: TableParts) throws -> [Table] {
  var found: [Table] = []
  while let part = try parts.next() { found.append(part) }
  return found
}
