import MarketData

/// The bars read since the last flush, in the order of the file: one run of memory a column.
///
/// Appending touches one place in each run, whatever the order of the file's rows. A number is an
/// integer and its decimals; one that does not fit stands in `wide`.
final class BarBuffer {
  /// The decimals of a number that stands in `wide`, its integer being the index.
  static let wideMark: UInt8 = 254
  /// The decimals of a missing number.
  static let missingMark: UInt8 = 255

  /// A column of numbers.
  struct Numbers {
    let field: Bars.Field
    let integers: UnsafeMutablePointer<Int32>
    let decimals: UnsafeMutablePointer<UInt8>
  }

  let capacity: Int
  /// What a bar's time is: its date's ordinal, or the milliseconds of its instant.
  let resolution: Resolution
  let times: UnsafeMutablePointer<Int64>
  let series: UnsafeMutablePointer<Int32>
  /// Line and record, counted from `origin`.
  let lines: UnsafeMutablePointer<UInt32>
  let records: UnsafeMutablePointer<UInt32>
  let numbers: [Numbers]
  private(set) var wide: [Double] = []
  private(set) var origin = Position(line: 0, record: 0)
  var count = 0

  /// A buffer for some bars with numbers for the given fields.
  init(capacity: Int, resolution: Resolution, fields: [Bars.Field]) {
    self.capacity = capacity
    self.resolution = resolution
    times = .allocate(capacity: capacity)
    series = .allocate(capacity: capacity)
    lines = .allocate(capacity: capacity)
    records = .allocate(capacity: capacity)
    numbers = fields.map {
      Numbers(
        field: $0, integers: .allocate(capacity: capacity),
        decimals: .allocate(capacity: capacity))
    }
  }

  deinit {
    times.deallocate()
    series.deallocate()
    lines.deallocate()
    records.deallocate()
    for column in numbers {
      column.integers.deallocate()
      column.decimals.deallocate()
    }
  }

  /// Writes a number into the row being filled.
  func set(_ column: Int, _ number: DecimalText) {
    let numbers = numbers[column]
    switch number {
    case .exact(let mantissa, let decimals): setExact(numbers, mantissa, decimals)
    case .rounded(let value): setWide(numbers, value)
    case .missing, .malformed, .overflow:
      numbers.integers[count] = PriceColumn.missingInteger
      numbers.decimals[count] = Self.missingMark
    }
  }

  private func setExact(_ numbers: Numbers, _ mantissa: Int64, _ decimals: Int) {
    var (integer, places) = (mantissa, decimals)
    while places > 0, integer % 10 == 0, integer.magnitude > Int32.max {
      integer /= 10
      places -= 1
    }
    guard let small = Int32(exactly: integer), small != PriceColumn.missingInteger else {
      setWide(numbers, Double(mantissa) / powersOfTen[decimals])
      return
    }
    numbers.integers[count] = small
    numbers.decimals[count] = UInt8(places)
  }

  private func setWide(_ numbers: Numbers, _ value: Double) {
    numbers.integers[count] = Int32(wide.count)
    numbers.decimals[count] = Self.wideMark
    wide.append(value)
  }

  /// Ends the row being filled.
  @inline(__always)
  func append(time: Int64, series number: Int32, at place: Position) {
    times[count] = time
    series[count] = number
    lines[count] = UInt32(truncatingIfNeeded: place.line &- origin.line)
    records[count] = UInt32(truncatingIfNeeded: place.record &- origin.record)
    count &+= 1
  }

  /// The value of a number of a row; `Double.missing` when it has none.
  func value(_ numbers: Numbers, _ row: Int) -> Double {
    switch numbers.decimals[row] {
    case Self.wideMark: wide[Int(numbers.integers[row])]
    case Self.missingMark: .missing
    case let decimals: Double(numbers.integers[row]) / powersOfTen[Int(decimals)]
    }
  }

  /// Where a row comes from.
  func position(_ row: Int) -> Position {
    Position(line: origin.line + Int(lines[row]), record: origin.record + Int(records[row]))
  }

  /// Forgets every bar; later ones come from this record or after it.
  func removeAll(next: Position) {
    count = 0
    wide.removeAll(keepingCapacity: true)
    origin = next
  }
}
