import MarketData
import Testing

@testable import Ingest

@Suite struct DateTests {
  @Test(arguments: [
    ("2025-06-05", CalendarDate("2025-06-05")), ("20250605", "2025-06-05"),
    ("05.06.2025", "2025-06-05"), ("5.6.2025", "2025-06-05"), ("2025/06/05", "2025-06-05"),
    ("2025.06.05", "2025-06-05"), (" 2025-06-05 ", "2025-06-05"), ("1800-01-01", "1800-01-01"),
    ("2200-12-31", "2200-12-31"), ("2024-02-29", "2024-02-29"), ("2025-6-5", "2025-06-05"),
    ("05JUN2025", "2025-06-05"), ("5-Jun-25", "2025-06-05"), ("Jun 05, 2025", "2025-06-05"),
    ("June 5 2025", "2025-06-05"), ("2025-Jun-05", "2025-06-05"), ("1 Sept 1999", "1999-09-01"),
    ("Thu, 05 Jun 2025", "2025-06-05"), ("20250605.0", "2025-06-05"), ("5.6.25", "2025-06-05"),
    ("31.12.70", "1970-12-31"),
  ])
  func readsDates(_ text: String, _ date: CalendarDate?) throws {
    #expect(try StampText(text, order: nil).date == date)
  }

  @Test(arguments: [
    ("2025-02-29", StampText.Failure.noSuchDate), ("2100-02-29", .noSuchDate),
    ("1799-12-31", .noSuchDate), ("2201-01-01", .noSuchDate), ("2025-13-01", .noSuchDate),
    ("June 5", .malformed), ("2025-06-05x", .malformed), ("20250605.5", .malformed),
    ("45678", .malformed), ("202506", .malformed), ("", .malformed), ("5 Jux 2025", .malformed),
    ("03/04/2025", .ambiguous), ("03-04-2025", .ambiguous), ("13/13/2025", .noSuchDate),
    ("2025-06-05 13:00 PM", .noSuchTime), ("2025-06-05 09:30 XST", .malformed),
    ("2025-06-05 24:01", .noSuchTime), ("2025-06-05 25:00", .noSuchTime),
    ("2016-12-31 23:59:60", .noSuchTime),
  ])
  func saysWhyNot(_ text: String, _ failure: StampText.Failure) {
    #expect(throws: failure) { try StampText(text, order: nil) }
  }

  @Test(arguments: [
    ("03/04/2025", ImportOptions.DateOrder.monthFirst, CalendarDate("2025-03-04")),
    ("03/04/2025", .dayFirst, "2025-04-03"), ("3/4/2025", .monthFirst, "2025-03-04"),
    ("03.04.2025", .monthFirst, "2025-03-04"), ("2025/04/03", .monthFirst, "2025-04-03"),
    ("8/19/06", .monthFirst, "2006-08-19"), ("06/08/19", .yearFirst, "2006-08-19"),
    ("03-04-2025", .dayFirst, "2025-04-03"),
  ])
  func followsTheOrderGiven(
    _ text: String, _ order: ImportOptions.DateOrder, _ date: CalendarDate?
  ) throws {
    #expect(try StampText(text, order: order).date == date)
  }

  @Test(arguments: [
    ("2025-06-05 08:45", 31_500_000, nil), ("2025-06-05T08:45:01.25Z", 31_501_250, 0),
    ("2025-06-05 00:00:00-04:00", 0, -14_400), ("2025-06-05 00:00:00+0530", 0, 19_800),
    ("20250605 8:45", 31_500_000, nil), ("2025-06-05T00:00:00.000Z", 0, 0),
    ("20250605 093000", 34_200_000, nil), ("20250605093000", 34_200_000, nil),
    ("202506050930", 34_200_000, nil), ("6/5/2025 9:30:00 AM", 34_200_000, nil),
    ("6/5/2025 12:05 am", 300_000, nil), ("6/5/2025 12:05 PM", 43_500_000, nil),
    ("2025-06-05 09:30 EST", 34_200_000, -18_000), ("5.6.2025 09:30:00 GMT+0200", 34_200_000, 7200),
    ("Jun 5, 2025, 09:30 UTC", 34_200_000, 0), ("2025-06-05 09:30:00,250", 34_200_250, nil),
  ])
  func readsTimesOfDay(_ text: String, _ millisecond: Int?, _ offset: Int?) throws {
    let stamp = try StampText(text, order: .monthFirst)
    #expect(stamp.millisecond == millisecond)
    #expect(stamp.offset == offset)
  }

  /// What is remembered of the last date must give what reading anew gives.
  @Test func remembersNoWrongDate() throws {
    var reader = DateReader(TimeLayout(order: nil))
    let texts = [
      "2024-02-01", "2024-02-29", "2024-02-30", "2024-02-00", "2024-02-3x", "2023-02-28",
      "2023-02-29", "20240201", "20240201", "20240202", "01.02.2024", "01.02.2024", "01.03.2024",
      "2024-02-01", "2024-02-01 00:00", "2024-02-01 00:00", "2024-12-31", "2024-12-32",
    ]
    for text in texts {
      let anew = try? StampText(text, order: nil).date.ordinal
      let padded = Array(text.utf8) + [UInt8](repeating: 0x30, count: 32)
      let read = padded.withUnsafeBufferPointer { bytes -> Int64? in
        guard let base = bytes.baseAddress else { return nil }
        return reader.cached(base, text.utf8.count)
          ?? (try? reader.read(UnsafeBufferPointer(rebasing: bytes[..<text.utf8.count])))
      }
      #expect(read.map(Int.init) == anew, "\(text)")
    }
  }

  @Test func theEndOfADayIsTheBeginningOfTheNext() throws {
    let stamp = try StampText("2024-02-28 24:00", order: nil)
    #expect(stamp == StampText(date: "2024-02-29", millisecond: 0))
  }

  @Test(arguments: [
    ("1709562600", 1_709_562_600_000), ("1709562600.25", 1_709_562_600_250),
    ("1709562600123", 1_709_562_600_123), ("1709562600123456", 1_709_562_600_123),
    ("1709562600123456789", 1_709_562_600_123),
  ])
  func countsEpochsByMagnitude(_ text: String, _ milliseconds: Int) throws {
    let numbers = try #require(NumberStamp([text]))
    let stamp = try StampForm(numbers: numbers).read(text)
    #expect(stamp.date.ordinal * 86_400_000 + (stamp.millisecond ?? 0) == milliseconds)
    #expect(stamp.offset == 0)
  }

  /// 45813 is 5 June 2025 in a spreadsheet (LibreOffice 7.4: =DATE(2025;6;5) as a number).
  @Test(
    arguments: [
      ("45813", "2025-06-05", nil), ("45813.5", "2025-06-05", 43_200_000),
      ("45813.6666666667", "2025-06-05", 57_600_000), ("25569", "1970-01-01", nil),
    ] as [(String, CalendarDate, Int?)])
  func readsSpreadsheetSerials(_ text: String, _ date: CalendarDate, _ millisecond: Int?) throws {
    let stamp = try StampForm(numbers: NumberStamp([text])).read(text)
    #expect(stamp == StampText(date: date, millisecond: millisecond))
  }

  @Test func readsMonthsAsTheirFirstDay() throws {
    for text in ["202506", "2025-06"] {
      #expect(NumberStamp([text]) == .month)
      #expect(try StampForm(numbers: .month).read(text).date == "2025-06-01")
    }
    #expect(NumberStamp(["202513"]) == nil)
  }
}
