import MarketData
import Testing

@testable import Ingest

@Suite struct RejectTests {
  /// One bad row after a good one, and the reject it gives.
  @Test(arguments: [
    (
      "2024-13-05,A,1,1,1",
      "line 3, column date: '2024-13-05' is no day of the calendar from 1800 to 2200", "bad_date"
    ),
    ("5 March,A,1,1,1", "line 3, column date: '5 March' is not a date like 2024-03-15", "bad_date"),
    (",A,1,1,1", "line 3, column date: no date; write one like 2024-03-15", "missing_date"),
    ("n/a,A,1,1,1", "line 3, column date: no date; write one like 2024-03-15", "missing_date"),
    (
      "2024-03-05 25:00,A,1,1,1",
      "line 3, column date: '2024-03-05 25:00' has no time like 16:00:00", "bad_time"
    ),
    (
      "2024-03-05,A,1,1 25,1", "line 3, column close: '1 25' is not a number like 1234.56",
      "bad_number"
    ),
    ("2024-03-05,A,x,1,1", "line 3, column open: 'x' is not a number like 1234.56", "bad_number"),
    (
      "2024-03-05,A,1,1e999,1", "line 3, column close: '1e999' is beyond the largest number",
      "bad_number"
    ),
    (
      "2024-03-05,A,1,12\u{0}34,1",
      "line 3, column close: '12\\u{0}34' is not a number like 1234.56", "bad_number"
    ),
    (
      "2024-03-05,A,1,-3.5,1",
      "line 3, column close: the price '-3.5' is negative; prices are above 0", "negative_price"
    ),
    (
      "2024-03-05,A,0.00,1,1",
      "line 3, column open: the price '0.00' is 0; leave the cell empty for no price",
      "nonpositive_price"
    ),
    ("2024-03-05,A,1,1,-7", "line 3, column volume: the volume '-7' is negative", "bad_number"),
    (
      "2024-03-05,,1,1,1", "line 3, column symbol: no symbol; write one like NVDA", "missing_symbol"
    ),
    ("2024-03-05,A,1,,1", "line 3, column close: no close, so no bar", "missing_close"),
    ("2024-03-05,A,1,1", "line 3: 4 fields where there should be 5", "ragged_row"),
    ("2024-03-05,A,1,1,1,9", "line 3: 6 fields where there should be 5", "ragged_row"),
  ])
  func saysWhatIsWrongWithARow(_ row: String, _ message: String, _ code: String) throws {
    let (sink, report) = try readPrices(
      "date,symbol,open,close,volume\n2024-03-04,A,1,1,1\n\(row)\n2024-03-06,A,1,1,1\n"
    ) { $0.rejectsAllowed = .max }
    #expect(report.rejects.map(\.description) == [message])
    #expect(report.rejects.map(\.reason.rawValue) == [code])
    #expect(sink.closes("A") == ["2024-03-04 1.0", "2024-03-06 1.0"])
  }

  @Test func rejectsTextThatIsNotUTF8() throws {
    let bytes =
      Array("date,symbol,close\n2024-03-04,Ä,1\n2024-03-04,ÖB".utf8) + [0xFF, 0x2C, 0x31, 0x0A]
    let report = try PriceImport.run(
      .bytes(bytes, name: "p.csv"), ImportOptions().with { $0.rejectsAllowed = 1 },
      sink: MemorySink())
    #expect(
      report.rejects.map(\.description) == ["line 3, column symbol: 'ÖB\u{FFFD}' is not UTF-8 text"]
    )
  }

  @Test func namesTheRecordWhereLinesAndRecordsDiffer() throws {
    let (_, report) = try readPrices(
      "date,symbol,close\n\n2024-03-04,\"A\nB\",1\n2024-03-05,C,x\n"
    ) { $0.rejectsAllowed = .max }
    #expect(
      report.rejects.map(\.description)
        == ["line 5 (record 3), column close: 'x' is not a number like 1234.56"])
  }

  @Test func readsEmptyCellsAsMissingAndNeverAsErrors() throws {
    let (sink, report) = try readSeries("date,open,close,volume\n2024-03-04,null,1,\n")
    #expect(sink.lines("A") == ["2024-03-04 - - - 1.0 - -"])
    #expect(report.rejectCounts.isEmpty)
  }

  @Test func rejectsACellOfAWideRowAndKeepsTheOthers() throws {
    let (sink, report) = try readPrices(
      "date,A,B\n2024-03-04,1,2\n2024-03-05,-1,3\n2024-03-06,1,4\n"
    ) {
      $0.rejectsAllowed = .max
    }
    #expect(sink.closes("A") == ["2024-03-04 1.0", "2024-03-06 1.0"])
    #expect(sink.closes("B").count == 3)
    #expect(
      report.rejects.map(\.description)
        == ["line 3, column A: the price '-1' is negative; prices are above 0"])
  }

  @Test func missingClosesAreNoErrors() throws {
    let (_, report) = try readSeries("date,close\n2024-03-04,\n2024-03-05,1\n")
    #expect(report.rejectCounts == [.missingClose: 1])
  }

  private func bad(_ count: Int) -> String {
    "date,close\n2024-03-04,1\n" + String(repeating: "2024-03-05,x\n", count: count)
  }

  @Test func refusesTheFileWithTheFirstFiveRejects() {
    #expect(
      message { _ = try readSeries(bad(7)) } == """
        p.csv: 7 rows cannot be imported
          line 3, column close: 'x' is not a number like 1234.56
          line 4, column close: 'x' is not a number like 1234.56
          line 5, column close: 'x' is not a number like 1234.56
          line 6, column close: 'x' is not a number like 1234.56
          line 7, column close: 'x' is not a number like 1234.56
          and 2 more
        correct them, or import the rest with --rejects FILE
        """)
  }

  @Test func countsWhatIsAllowed() throws {
    let (_, report) = try readSeries(bad(7)) { $0.rejectsAllowed = 7 }
    #expect(report.rejectCount == 7)
    let text = message { _ = try readSeries(bad(7)) { $0.rejectsAllowed = 6 } }
    #expect(text.hasPrefix("p.csv: 7 rows cannot be imported, and only 6 are allowed\n"))
  }

  @Test func stopsAfterAThousand() {
    let text = message { _ = try readSeries(bad(5000)) }
    #expect(text.hasPrefix("p.csv: at least 1000 rows cannot be imported\n"))
  }

  @Test func keepsAThousandAndHandsEveryOneOn() throws {
    var count = 0
    let (_, report) = try readSeries(bad(1500)) {
      $0.rejectsAllowed = .max
      $0.onReject = { _ in count += 1 }
    }
    #expect(report.rejects.count == 1000)
    #expect(report.rejectCounts == [.badNumber: 1500])
    #expect(count == 1500)
  }

  @Test func refusesAFileOfWhichNothingIsLeft() {
    #expect(
      message { _ = try readSeries("date,close\nx,1\n") { $0.rejectsAllowed = .max } } == """
        p.csv: not one row can be imported
          line 2, column date: 'x' is not a date like 2024-03-15
        """)
  }
}
