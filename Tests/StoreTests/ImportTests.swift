import MarketData
import Tables
import Testing

@testable import Store

private struct Refusal: Error {}

@Suite struct ImportTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test func countsWhatItAdds() throws {
    let outcome = try database.importing { writer in
      try writer.append(closes([1, 2, 3], [100, 101, 102]), to: "A")
      try writer.append(closes([4], [103]), to: "A")
      try writer.append(closes([1], [200]), to: "B")
    }
    #expect(
      outcome.imported
        == ImportedBatch(batch: 1, rows: 5, series: 2, newSeries: 2, rejected: 2, repeated: 0))
    let second = try database.importing { try $0.append(closes([5], [104]), to: "A") }
    #expect(second.imported?.newSeries == 0)
    #expect(second.imported?.series == 1)
    #expect(try database.bars(of: "A", fields: [.close])?[.close] == [1, 1.01, 1.02, 1.03, 1.04])
    #expect(try database.symbols() == ["A", "B"])
  }

  @Test func survivesReopening() throws {
    try database.importing { try $0.append(closes([7], [14_192]), to: "NVDA") }
    try database.close()
    for mode in [ReactionDatabase.Mode.create, .existing, .readOnly] {
      let again = try file.open(mode)
      #expect(try again.bars(of: "NVDA", fields: [.close])?[.close] == [141.92])
      try again.close()
    }
  }

  @Test func leavesNothingWhenTheBodyThrows() throws {
    #expect(throws: Refusal.self) {
      try database.importing { writer in
        try writer.append(closes([1], [100]), to: "A")
        throw Refusal()
      }
    }
    #expect(try database.symbols().isEmpty)
    #expect(try database.batchList().rowCount == 0)
    #expect(try database.importing { _ in }.imported?.batch == 1)
  }

  @Test func recognisesTheSameBytes() throws {
    for expected in [BatchOutcome?.none, .alreadyImported(batch: 1), .alreadyImported(batch: 1)] {
      let outcome = try database.importing(sha256: "abc") { writer in
        try writer.append(closes([1], [100]), to: "A")
      }
      if let expected { #expect(outcome == expected) }
    }
    #expect(try database.batchList().rowCount == 1)
    let otherReading = BatchHeader(
      kind: .prices, source: "other.csv", options: "dmy", importedAt: "now")
    let outcome = try database.importBatch(otherReading) { _ in
      BatchEnd(sha256: "abc", byteCount: 100, rejected: 2)
    }
    #expect(outcome.imported?.batch == 2)
    _ = try database.undo(batch: 1)
    #expect(try database.importing(sha256: "abc") { _ in }.imported?.batch == 3)
  }

  @Test func takesBackItsOwnChunks() throws {
    try database.importing { try $0.append(closes([1], [90]), to: "A") }
    let chunks = [closes([2, 4], [100, 101]), closes([3], [102])]
    let outcome = try database.importing { writer in
      for chunk in chunks { try writer.append(chunk, to: "A") }
      try writer.append(closes([9], [1]), to: "B")
      #expect(try writer.takeBack("A") == chunks)
      #expect(try writer.takeBack("A").isEmpty)
      #expect(try writer.takeBack("C").isEmpty)
      try writer.append(closes([2, 3, 4], [100, 102, 101]), to: "A")
      #expect(try writer.takeBack("B").count == 1)
    }
    #expect(outcome.imported?.rows == 3)
    #expect(outcome.imported?.series == 1)
    #expect(try database.bars(of: "A", fields: [])?.times == [1, 2, 3, 4])
    #expect(try database.symbols() == ["A"])
  }

  @Test func undoes() throws {
    try database.importing { writer in
      try writer.append(closes([1, 2], [100, 101]), to: "A")
    }
    try database.importing { writer in
      try writer.append(closes([2, 3], [999, 102]), to: "A")
      try writer.append(closes([1], [5]), to: "B")
    }
    #expect(
      try database.undo(batch: 2)
        == UndoneBatch(batch: 2, kind: .prices, rows: 3, seriesRemoved: 1))
    #expect(try database.bars(of: "A", fields: [.close])?[.close] == [1, 1.01])
    #expect(try database.bars(of: "B", fields: [.close]) == nil)
    #expect(try database.batchList()["status"]?[1] == .text("undone"))
    #expect(storeError { _ = try database.undo(batch: 2) } == .alreadyUndone(2))
    #expect(storeError { _ = try database.undo(batch: 9) } == .unknownBatch(9, last: 2))
  }

  @Test func refusesBarsThatAreNotValid() throws {
    let uneven = Bars(times: [1, 2], close: .scaled([100], decimals: 2))
    let fine = Bars(times: [1], close: .scaled([100], decimals: 23))
    let cases: [(Bars, StoreError)] = [
      (closes([2, 2], [1, 1]), .unorderedTimes("A")),
      (closes([2, 1], [1, 1]), .unorderedTimes("A")),
      (uneven, .unevenColumns("A", column: "close", found: 1, expected: 2)),
      (fine, .excessiveDecimals("A", column: "close", found: 23)),
    ]
    for (bars, expected) in cases {
      #expect(
        storeError { try database.importing { try $0.append(bars, to: "A") } } == expected)
    }
    #expect(try database.symbols().isEmpty)
  }
}
