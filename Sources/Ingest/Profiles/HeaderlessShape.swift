import MarketData

/// Which column of a file without a header holds what.
struct HeaderlessShape {
  private(set) var date: Int
  private(set) var clock: Int?
  private(set) var symbol: Int?
  /// The columns of numbers, in order.
  private(set) var numbers: [Int]

  /// Finds a date first or behind a symbol, and numbers behind it; `nil` when there are none, or
  /// when four numbers are not open, high, low and close.
  init?(_ sample: Sample) {
    guard !sample.hasHeader, !sample.rows.isEmpty,
      let date = (0..<min(2, sample.header.count)).first(where: { sample.isTimeColumn($0) })
    else { return nil }
    self.date = date
    symbol = date == 1 ? 0 : nil
    let next = date + 1
    clock = sample.share(next, of: isClock) > 0.9 ? next : nil
    let first = next + (clock == nil ? 0 : 1)
    numbers = Array(
      (first..<max(first, sample.header.count)).prefix { column in
        sample.cells(column).allSatisfy { isNumber($0) || isMissingText($0) }
      })
    guard !numbers.isEmpty, sample.share(numbers[0], of: isNumber) > 0.5 else { return nil }
    if numbers.count >= 4, !hasBars(sample) { return nil }
    if numbers.count == 3 { return nil }
  }

  /// The shape as an example of a record.
  var words: String {
    let roles = fields.map(\.rawValue)
    return
      ([symbol.map { _ in "symbol" }, "date", clock.map { _ in "time" }].compactMap { $0 } + roles)
      .joined(separator: ",")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    var columns = sample.header.indices.map {
      PriceLayout.Column(name: "\($0 + 1)", role: .ignored)
    }
    columns[date].role = .date
    if let clock { columns[clock].role = .clock }
    if let symbol { columns[symbol].role = .symbol }
    for (column, field) in zip(numbers, fields) { columns[column].role = .field(field) }
    let times = TimeLayout(
      SampledStamp.all(sample.rows[...], date: date, clock: clock, symbol: symbol), options)
    var layout = PriceLayout(columns: columns, headerCount: 0, times: times, notes: times.notes)
    if let symbol {
      guard options.symbol == nil else {
        throw .symbolNotNeeded(sample.name, column: "column \(symbol + 1)")
      }
    } else {
      layout.symbol = try sample.givenSymbol(options)
    }
    return layout
  }

  /// What the columns of numbers are, in order.
  private var fields: [Bars.Field] {
    switch numbers.count {
    case 1: [.close]
    case 2: [.close, .volume]
    case 4: [.open, .high, .low, .close]
    default: [.open, .high, .low, .close, .volume]
    }
  }

  /// Whether, in nearly every row, the second of four numbers is the highest and the third the
  /// lowest.
  private func hasBars(_ sample: Sample) -> Bool {
    let rows = sample.rows.compactMap { row -> [Double]? in
      let values = numbers.prefix(4).compactMap { column in
        column < row.cells.count
          ? row.cells[column].withBytes { DecimalText($0, sample.dialect.decimalMark) }.value : nil
      }
      return values.count == 4 ? values : nil
    }
    let good = rows.count { $0[1] >= $0.max() ?? 0 && $0[2] <= $0.min() ?? 0 }
    return !rows.isEmpty && good * 10 >= rows.count * 9
  }
}

extension Sample {
  /// Whether nearly every cell of a column is a date, a time, or a number that counts time.
  func isTimeColumn(_ column: Int) -> Bool {
    share(column, of: isDate) > 0.9
      || NumberStamp(cells(column).filter { !isMissingText($0) }) != nil
  }
}

/// Whether a text is a time of day, with a colon or as six digits.
private func isClock(_ text: String) -> Bool {
  let text = text.trimmingSpaces
  guard text.contains(":") || text.utf8.count == 6 && text.utf8.allSatisfy({ $0 &- 0x30 <= 9 })
  else { return false }
  return text.withBytes { try? StampText.clock($0) } != nil
}
