import MarketData
import Tables

/// Writes one cell of a column, by its row.
typealias CellWriter = (_ row: Int, _ sink: inout ByteSink) -> Void

/// How a machine-readable format spells cells; the digits are the same in all of them.
struct CellSpelling {
  /// What stands for a missing cell.
  var missing: [UInt8]
  /// What stands for a number that is not finite, or `nil` for `inf` and `-inf`.
  var infinite: [UInt8]?
  /// Put around dates.
  var dateQuote: [UInt8]
  /// The bytes of a text, quoted and escaped as the format needs.
  var text: (String) -> [UInt8]

  /// The writer of a column's cells. Each distinct text is spelled once.
  func writer(of column: Column) -> CellWriter {
    switch column.values {
    case .text(let codes, let labels): textWriter(codes, labels.map(text))
    case .integer(let values): integerWriter(values)
    case .number(let values): numberWriter(values)
    case .date(let values): dateWriter(values)
    }
  }

  private func textWriter(_ codes: [Int32], _ spelled: [[UInt8]]) -> CellWriter {
    { [missing] row, sink in
      sink.append(codes[row] < 0 ? missing : spelled[Int(codes[row])])
    }
  }

  private func integerWriter(_ values: [Int]) -> CellWriter {
    { [missing] row, sink in
      if values[row] == .min { sink.append(missing) } else { sink.append(String(values[row])) }
    }
  }

  private func numberWriter(_ values: [Double]) -> CellWriter {
    { [missing, infinite] row, sink in
      let value = values[row]
      if value.isNaN {
        sink.append(missing)
      } else if let infinite, value.isInfinite {
        sink.append(infinite)
      } else {
        sink.append(exactText(value))
      }
    }
  }

  private func dateWriter(_ values: [Int32]) -> CellWriter {
    { [missing, dateQuote] row, sink in
      guard values[row] != .min else { return sink.append(missing) }
      sink.append(dateQuote)
      append(CalendarDate(ordinal: Int(values[row])), to: &sink)
      sink.append(dateQuote)
    }
  }
}

/// Adds a date written `yyyy-mm-dd`, without making a text of it first.
private func append(_ date: CalendarDate, to sink: inout ByteSink) {
  let (year, month, day) = date.components
  appendTwoDigits(year / 100, to: &sink)
  appendTwoDigits(year % 100, to: &sink)
  sink.append(UInt8(ascii: "-"))
  appendTwoDigits(month, to: &sink)
  sink.append(UInt8(ascii: "-"))
  appendTwoDigits(day, to: &sink)
}

private func appendTwoDigits(_ number: Int, to sink: inout ByteSink) {
  sink.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
  sink.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
}
