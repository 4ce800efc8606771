import EventStudy
import MarketData
import Workflow

@testable import Ingest

/// Numbers: a cell of digits, points and exponents reads as the standard library reads it.
func fuzzNumber(_ bytes: [UInt8]) {
  bytes.withUnsafeBufferPointer { cell in
    let read = DecimalText(cell)
    let text = String(decoding: cell, as: UTF8.self)
    guard let first = bytes.first, (0x30...0x39).contains(first),
      bytes.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x65 || $0 == 0x2D }),
      let expected = Double(text), expected.isFinite, let value = read.value
    else { return }
    precondition(value == expected, "\(text) reads as \(value)")
  }
}

/// Dates: what is read is a day of the calendar and a time of a day.
func fuzzDate(_ bytes: [UInt8]) {
  for order in [nil, .monthFirst, .dayFirst, .yearFirst] as [ImportOptions.DateOrder?] {
    bytes.withUnsafeBufferPointer { cell in
      guard let stamp = try? StampText(cell, order: order) else { return }
      let (year, month, day) = stamp.date.components
      precondition(CalendarDate(year: year, month: month, day: day) == stamp.date)
      precondition(stamp.millisecond.map { (0...86_400_999).contains($0) } ?? true)
    }
  }
}

/// Calendars as rules and as tables: refused with the line, or a calendar that answers.
func fuzzCalendar(_ bytes: [UInt8]) {
  fuzzSessions(bytes)
  let text = String(decoding: bytes, as: UTF8.self)
  guard let calendar = try? ExchangeCalendar(code: "FUZZ", rules: text, file: "fuzz.csv") else {
    return
  }
  for year in [1999, 2024] {
    guard let date = CalendarDate(year: year, month: 7, day: 4) else { continue }
    _ = calendar.session(on: date)
  }
}

/// Study files: refused with the place, or a specification that reads back as itself.
func fuzzSpec(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  guard let reader = try? SpecReader(text, file: "fuzz.yaml"), let study = try? reader.study()
  else { return }
  let written = study.spec.yaml
  let again = try? SpecReader(written, file: "again.yaml").study().spec.yaml
  precondition(again == written, "a specification does not read back as itself:\n\(written)")
}
