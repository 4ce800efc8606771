import MarketData

/// Turns records into factors.
struct FactorReader {
  private let name: String
  private let layout: FactorLayout
  let log: RejectLog
  private var dates: [CalendarDate] = []
  private var columns: [[Double]]
  private var frequency: FactorSet.Frequency?
  private var isComplete = false
  /// The records of the table, those left out included.
  var rowCount: Int { dates.count + log.total }

  init(name: String, layout: FactorLayout, options: ImportOptions) {
    self.name = name
    self.layout = layout
    log = RejectLog(name: name, allowed: options.rejectsAllowed, forward: options.onReject)
    columns = layout.factors.map { _ in [] }
  }

  mutating func read(_ batch: RecordBatch, _ row: Int) throws(ImportError) {
    guard !isComplete else { return }
    let fields = batch.fields(ofRow: row)
    let place = batch.position(ofRow: row)
    guard let first = fields.first, let (date, frequency) = self.date(first),
      self.frequency ?? frequency == frequency
    else { return try readOther(fields, place) }
    if let last = dates.last, date <= last { throw .notRising(name, at: "\(place)", date: date) }
    guard let values = try values(fields.dropFirst(), place) else { return }
    self.frequency = frequency
    dates.append(date)
    for column in columns.indices { columns[column].append(values[column]) }
  }

  /// Takes note of a record that does not begin with a date like the ones before.
  private mutating func readOther(
    _ fields: [UnsafeBufferPointer<UInt8>], _ place: Position
  ) throws(ImportError) {
    // After its first table, a file of Kenneth French's has tables by year and a footer.
    isComplete = layout.isFrench
    guard !isComplete, fields.contains(where: { !$0.isEmpty }) else { return }
    let wanted =
      switch frequency {
      case .monthly: "is not a month like 202403, as the dates before it are"
      case .yearly: "is not a year like 2024, as the dates before it are"
      case .daily: "is not a date like 2024-03-15, as the dates before it are"
      case nil: "is not a date like 2024-03-15 or 202403"
      }
    try reject(.badDate, place, "date", fields.first, wanted)
  }

  /// The factors, when there are any and no more rows were rejected than allowed.
  func finish() throws(ImportError) -> FactorSet {
    try log.check()
    guard let frequency else {
      throw log.total == 0
        ? .headerOnly(name)
        : .nothingLeft(name, first: Array(log.kept.prefix(5)), total: log.total)
    }
    let (meant, dates) = try spacing(frequency)
    let factors = zip(layout.factors, columns).filter { !$0.0.isEmpty }
      .map { FactorSet.Factor(name: $0.0, values: $0.1) }
    return FactorSet(
      frequency: meant, dates: dates, factors: factors, vintage: layout.vintage)
  }

  /// The frequency and the dates that whole dates far apart mean: one date a month is a month.
  private func spacing(
    _ frequency: FactorSet.Frequency
  ) throws(ImportError) -> (FactorSet.Frequency, [CalendarDate]) {
    let gaps = zip(dates, dates.dropFirst()).map { $1.ordinal - $0.ordinal }
    guard frequency == .daily, gaps.count >= 5, let least = gaps.min() else {
      return (frequency, dates)
    }
    if least >= 27 {
      let months = dates.map { $0.adding(days: 1 - $0.components.day) }
      return (.monthly, months)
    }
    // Holidays make no gap of days into one of weeks.
    if least >= 5 { throw .weeklyFactors(name) }
    return (frequency, dates)
  }

  /// What the reader of the factors should know.
  var warnings: [Warning] {
    guard !layout.isFrench,
      let market = layout.factors.firstIndex(where: { FactorSet.key($0) == "mkt_rf" })
    else { return [] }
    let sizes = columns[market].filter { !$0.isMissing }.map(abs).sorted()
    guard !sizes.isEmpty, sizes[sizes.count / 2] > 0.2 else { return [] }
    return [
      Warning(
        .percentSuspected,
        "half of the returns of \(layout.factors[market]) are beyond 20 %, as if they were percents; "
          + "a plain file holds decimals, such as 0.0123")
    ]
  }

  /// A day, or a month or a year as its first day. The number of digits tells which.
  private func date(
    _ cell: UnsafeBufferPointer<UInt8>
  ) -> (CalendarDate, FactorSet.Frequency)? {
    let text = trimmed(cell)
    if text.count == 6 || (text.count == 7 && text[4] == UInt8(ascii: "-")) {
      var reader = ByteReader(text)
      guard let year = reader.number(4...4) else { return nil }
      _ = reader.skip(UInt8(ascii: "-"))
      guard let month = reader.number(2...2), reader.isAtEnd, (1800...2200).contains(year),
        let date = CalendarDate(year: year, month: month, day: 1)
      else { return nil }
      return (date, .monthly)
    }
    if text.count == 4 {
      var reader = ByteReader(text)
      guard let year = reader.number(4...4), (1800...2200).contains(year),
        let date = CalendarDate(year: year, month: 1, day: 1)
      else { return nil }
      return (date, .yearly)
    }
    do throws(StampText.Failure) {
      return (try StampText(text, order: layout.dateOrder).date, .daily)
    } catch {
      return nil
    }
  }

  private func values(
    _ fields: ArraySlice<UnsafeBufferPointer<UInt8>>, _ place: Position
  ) throws(ImportError) -> [Double]? {
    let named = (layout.factors.lastIndex { !$0.isEmpty } ?? -1) + 1
    guard fields.count >= named, fields.dropFirst(layout.factors.count).allSatisfy(\.isEmpty) else {
      try reject(
        .raggedRow, place, "", nil,
        "\(fields.count + 1) fields where there should be \(layout.factors.count + 1)")
      return nil
    }
    var values: [Double] = []
    for (name, field) in zip(layout.factors, fields) {
      guard let value = value(field) else {
        try reject(.badNumber, place, name, field, "is not a number like 0.0123")
        return nil
      }
      values.append(value)
    }
    return values + [Double](repeating: .missing, count: layout.factors.count - values.count)
  }

  private func value(_ field: UnsafeBufferPointer<UInt8>) -> Double? {
    let number = DecimalText(field, layout.decimalMark, allowsPercent: !layout.isFrench)
    if number == .missing { return .missing }
    guard let value = number.value else { return nil }
    guard layout.isFrench else { return value }
    return value == -99.99 || value == -999 ? .missing : number.percent
  }

  private func reject(
    _ reason: Reject.Reason, _ place: Position, _ column: String,
    _ cell: UnsafeBufferPointer<UInt8>?, _ message: String
  ) throws(ImportError) {
    let raw = cell.map { shown($0) }
    try log.add(
      Reject(
        line: place.line, record: place.record, column: column, raw: raw ?? "", reason: reason,
        message: (raw.map { "'\($0)' " } ?? "") + message))
  }
}

extension DecimalText {
  /// A hundredth of the number: the point moves, so that the result is the double nearest to the
  /// decimal hundredth.
  fileprivate var percent: Double? {
    switch self {
    case .exact(let mantissa, let decimals) where decimals <= 20:
      DecimalText.exact(mantissa: mantissa, decimals: decimals + 2).value
    default: value.map { $0 / 100 }
    }
  }
}
