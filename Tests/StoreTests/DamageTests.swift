import GRDB
import MarketData
import Testing

@testable import Store

@Suite struct DamageTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
    try database.importing { writer in
      try writer.append(closes(Array(1...50), (1...50).map { 100 * $0 }), to: "NVDA")
    }
    try database.importing(.factors) { writer in
      try writer.write(
        factors: FactorSet(
          frequency: .daily, dates: ["2025-06-05"], factors: [.init(name: "RF", values: [0.1])]),
        set: "ff")
    }
  }

  @Test(
    arguments: [
      ("close = NULL, time = zeroblob(10)", "time", .length(found: 10, expected: 24)),
      ("close = CAST('x' AS BLOB)", "close", .length(found: 1, expected: 24)),
      ("close = time", "close", .encoding(1)),
      ("time = close", "time", .encoding(4)),
      ("bar_count = 49", "time", .count(found: 50, expected: 49)),
      // Joined blobs are a text, which the cast makes a blob again.
      (
        "close = CAST(substr(close, 1, 40) || x'FF' || substr(close, 42) AS BLOB)", "close",
        .checksum
      ),
    ] as [(String, String, ColumnDamage)])
  func namesSeriesBatchAndColumn(change: String, column: String, damage: ColumnDamage) throws {
    try database.write { try $0.execute(sql: "UPDATE segment SET \(change)") }
    #expect(
      storeError { _ = try database.bars(of: "NVDA", fields: [.close]) }
        == .damagedSegment(series: "NVDA", batch: 1, column: column, damage))
    for threads in [1, 2] {
      let error = storeError {
        _ = try database.bars(of: ["NVDA", "X"], fields: [.close], threads: threads)
      }
      #expect(error == .damagedSegment(series: "NVDA", batch: 1, column: column, damage))
    }
  }

  @Test func aLookAtAllPricesNamesSeriesBatchAndColumn() throws {
    try database.importing { writer in
      try writer.append(closes([1, 2], [100, 200]), to: "AMD")
    }
    func look(mostBytes: Int = .max) throws -> PriceHealth {
      try database.read { try PriceHealth($0, mostBytes: mostBytes) }
    }
    let sound = try look()
    #expect(sound.seriesChecked == 2 && sound.seriesCount == 2 && sound.barCount == 52)
    #expect(sound.damage.isEmpty)
    try database.write {
      try $0.execute(
        sql: """
          UPDATE segment SET close = CAST(substr(close, 1, 26) || x'FF' || substr(close, 28) AS BLOB)
          WHERE batch = 3
          """)
    }
    #expect(
      try look().damage
        == ["column close of 'AMD' from batch 3 is damaged: its checksum does not match"])
    try database.write { try $0.execute(sql: "UPDATE segment SET bar_count = 1 << 40") }
    #expect(try look().damage.count == 4)
    // What is behind the limit is counted, and not looked at.
    #expect(try look(mostBytes: 1).seriesChecked == 1)
    #expect(try look(mostBytes: 1).seriesCount == 2)
  }

  @Test func doesNotTouchColumnsThatWereNotAskedFor() throws {
    try database.write { try $0.execute(sql: "UPDATE segment SET close = CAST('x' AS BLOB)") }
    #expect(try database.bars(of: "NVDA", fields: [.open])?.count == 50)
  }

  @Test func namesFactorSetBatchAndColumn() throws {
    try database.write { try $0.execute(sql: "UPDATE factor SET value = CAST('x' AS BLOB)") }
    #expect(
      storeError { _ = try database.factorSet(named: "ff") }
        == .damagedFactor(
          set: "ff", batch: 2, column: "RF", .length(found: 1, expected: 24)))
  }

  @Test func namesTheEventOfAZoneThatIsNotKnown() throws {
    try database.importing(.events) { writer in
      try writer.write(
        events: [NewsEvent(id: "e", symbol: nil, time: .date("2025-06-05"))], list: "l")
    }
    try database.write {
      try $0.execute(sql: "UPDATE event SET second = 0, instant = 0, time_zone = 'Mars/Base'")
    }
    #expect(
      storeError { _ = try database.events() }
        == .damagedEvent(list: "l", id: "e", column: "time_zone", found: "Mars/Base"))
  }
}
