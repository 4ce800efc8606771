import MarketData
import Testing

@testable import Ingest

@Suite struct DateTests {
  @Test(arguments: [
    ("2025-06-05", CalendarDate("2025-06-05")), ("20250605", "2025-06-05"),
    ("05.06.2025", "2025-06-05"), ("5.6.2025", "2025-06-05"), ("2025/06/05", "2025-06-05"),
    ("2025.06.05", "2025-06-05"), (" 2025-06-05 ", "2025-06-05"), ("1800-01-01", "1800-01-01"),
    ("2200-12-31", "2200-12-31"), ("2024-02-29", "2024-02-29"),
  ])
  func readsDates(_ text: String, _ date: CalendarDate?) throws {
    #expect(try StampText(text, order: nil).date == date)
  }

  @Test(arguments: [
    ("2025-02-29", StampText.Failure.noSuchDate), ("2100-02-29", .noSuchDate),
    ("1799-12-31", .noSuchDate), ("2201-01-01", .noSuchDate), ("2025-13-01", .noSuchDate),
    ("2025-6-5", .malformed), ("June 5", .malformed), ("2025-06-05x", .malformed),
    ("20250605.0", .malformed), ("45678", .malformed), ("", .malformed),
    ("03/04/2025", .ambiguous), ("2025-06-05 25:00", .noSuchTime),
    ("2016-12-31 23:59:60", .noSuchTime),
  ])
  func saysWhyNot(_ text: String, _ failure: StampText.Failure) {
    #expect(throws: failure) { try StampText(text, order: nil) }
  }

  @Test(arguments: [
    ("03/04/2025", ImportOptions.DateOrder.monthFirst, CalendarDate("2025-03-04")),
    ("03/04/2025", .dayFirst, "2025-04-03"), ("3/4/2025", .monthFirst, "2025-03-04"),
    ("03.04.2025", .monthFirst, "2025-03-04"), ("2025/04/03", .monthFirst, "2025-04-03"),
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
  ])
  func readsTimesOfDay(_ text: String, _ millisecond: Int?, _ offset: Int?) throws {
    let stamp = try StampText(text, order: nil)
    #expect(stamp.millisecond == millisecond)
    #expect(stamp.offset == offset)
  }

  /// What is remembered of the last date must give what reading anew gives.
  @Test func remembersNoWrongDate() throws {
    var reader = DateReader(order: nil)
    let texts = [
      "2024-02-01", "2024-02-29", "2024-02-30", "2024-02-00", "2024-02-3x", "2023-02-28",
      "2023-02-29", "20240201", "20240201", "20240202", "01.02.2024", "01.02.2024", "01.03.2024",
      "2024-02-01", "2024-02-01 00:00", "2024-02-01 00:00", "2024-12-31", "2024-12-32",
    ]
    for text in texts {
      let anew = try? StampText(text, order: nil).date.ordinal
      let padded = Array(text.utf8) + [UInt8](repeating: 0x30, count: 32)
      let read = padded.withUnsafeBufferPointer { bytes -> Int32? in
        guard let base = bytes.baseAddress else { return nil }
        return reader.cached(base, text.utf8.count)
          ?? (try? reader.read(UnsafeBufferPointer(rebasing: bytes[..<text.utf8.count])))
      }
      #expect(read.map(Int.init) == anew, "\(text)")
    }
  }
}
