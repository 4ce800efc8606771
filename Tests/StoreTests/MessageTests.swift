import MarketData
import Testing

@testable import Store

@Suite struct MessageTests {
  @Test(
    arguments: [
      (.noDatabase(path: "x"), "there is no database 'x'; import prices or events first"),
      (
        .notADatabase(path: "x", found: "it is a folder"),
        "'x' is not a database of reaction: it is a folder"
      ),
      (
        .foreignDatabase(path: "x", applicationID: 7),
        "'x' is a SQLite database of another program (application id 7); choose another file with "
          + "--db"
      ),
      (
        .newerSchema(path: "x", found: 9, supported: 1),
        "'x' was written by a newer version of reaction: its schema is 9, and this version reads up "
          + "to 1"
      ),
      (.busy(path: "x"), "another program is writing to 'x'; try again when it is done"),
      (.diskFull(path: "x"), "no space is left for 'x'; nothing was changed"),
      (.notWritable(path: "x"), "'x' cannot be written: the file or its folder is read-only"),
      (.corrupt(path: "x", message: "m"), "'x' is damaged: m"),
      (.failed(path: "x", message: "m"), "'x': m"),
      (.unorderedTimes("A"), "the bars of 'A' do not rise strictly in time"),
      (
        .unevenColumns("A", column: "low", found: 1, expected: 2),
        "column low of 'A' has 1 values for 2 times"
      ),
      (
        .excessiveDecimals("A", column: "low", found: 23),
        "column low of 'A' has 23 decimals; the most are 22"
      ),
      (
        .eventConflict(list: "l", id: "e", symbol: "A", batch: 3),
        "event 'e' of 'A' is already in list 'l' with other content (batch 3); give it another id, "
          + "or undo batch 3 first"
      ),
      (
        .eventConflict(list: "l", id: "e", symbol: nil, batch: 3),
        "event 'e' is already in list 'l' with other content (batch 3); give it another id, or undo "
          + "batch 3 first"
      ),
      (.unorderedDates(set: "ff"), "the dates of factor set 'ff' do not rise strictly"),
      (
        .unevenFactor(set: "ff", factor: "RF", found: 1, expected: 2),
        "factor 'RF' of set 'ff' has 1 values for 2 dates"
      ),
      (
        .frequencyConflict(set: "ff", stored: "daily", found: "monthly"),
        "factor set 'ff' is daily and the new factors are monthly; give them another name"
      ),
      (.unknownBatch(9, last: 2), "there is no batch 9; the last is 2"),
      (.unknownBatch(9, last: nil), "there is no batch 9; nothing is imported yet"),
      (.alreadyUndone(2), "batch 2 is already undone"),
      (
        .damagedSegment(series: "A", batch: 3, column: "close", .checksum),
        "column close of 'A' from batch 3 is damaged: its checksum does not match; undo the batch "
          + "and import its file again"
      ),
      (
        .damagedFactor(set: "ff", batch: 3, column: "RF", .count(found: 1, expected: 2)),
        "column RF of factor set 'ff' from batch 3 is damaged: 1 values where 2 belong; undo the "
          + "batch and import its file again"
      ),
      (
        .damagedEvent(list: "l", id: "e", column: "time_zone", found: "Mars"),
        "event 'e' of list 'l' has no valid time_zone: 'Mars'"
      ),
      (
        .unknownSymbol("NVDIA", nearest: "NVDA"), "there is no series 'NVDIA'; did you mean 'NVDA'?"
      ),
      (.unknownSymbol("NVDIA", nearest: nil), "there is no series 'NVDIA'"),
      (.unknownEventList("a", nearest: "b"), "there is no event list 'a'; did you mean 'b'?"),
      (.unknownFactorSet("a", nearest: "b"), "there is no factor set 'a'; did you mean 'b'?"),
      (.invalidStudyName("a@b"), "'a@b' is not a study name: use letters, digits and -"),
      (.unknownStudy("a", nearest: "b"), "there is no study 'a'; did you mean 'b'?"),
      (
        .unknownRevision(study: "a", revision: "7", latest: 2),
        "study 'a' has no revision '7'; the latest is 2"
      ),
      (.unknownTable("a", nearest: "ar"), "there is no result table 'a'; did you mean 'ar'?"),
      (
        .unexpectedColumn(table: "ar", column: "x", nearest: nil),
        "result table 'ar' has no column 'x'"
      ),
      (
        .wrongKind(table: "ar", column: "ar", found: "text", expected: "number"),
        "column 'ar' of result table 'ar' holds number, not text"
      ),
    ] as [(StoreError, String)])
  func saysWhatIsWrongAndWhatNext(error: StoreError, message: String) {
    #expect("\(error)" == message)
  }

  @Test(
    arguments: [
      (.length(found: 3, expected: 24), "3 bytes where 24 belong"),
      (.count(found: 3, expected: 4), "3 values where 4 belong"),
      (.encoding(9), "its encoding 9 is not one of this column's"),
      (.checksum, "its checksum does not match"),
      (.missing, "it is absent"),
    ] as [(ColumnDamage, String)])
  func describesDamage(damage: ColumnDamage, message: String) {
    #expect("\(damage)" == message)
  }
}
