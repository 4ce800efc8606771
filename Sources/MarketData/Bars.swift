/// The spacing of a series' bars.
public enum Resolution: String, Hashable, Codable, Sendable {
  /// One bar a date; a bar's time is its date's `ordinal`.
  case daily
  /// Bars at instants; a bar's time is the instant's `milliseconds`.
  case intraday
}

/// One column of numbers of a run of bars, in the form in which it was written.
public enum PriceColumn: Hashable, Sendable {
  /// The source has no such column.
  case absent
  /// Decimal numbers as written: `value = Double(integer) / 10^decimals`, which is the double
  /// nearest to the decimal text. `Int32.min` marks a missing value.
  case scaled([Int32], decimals: Int)
  /// Any numbers. `Double.missing` marks a missing value.
  case doubles([Double])

  /// The mark of a missing value in `scaled`.
  public static let missingInteger = Int32.min

  /// The largest `decimals` of `scaled`: 10^22 is the last power of ten a double holds exactly.
  public static let mostDecimals = 22

  /// The values as doubles, or none when the column is absent.
  public var values: [Double] {
    switch self {
    case .absent: []
    case .doubles(let values): values
    case .scaled(let integers, let decimals):
      integers.map { $0 == Self.missingInteger ? .missing : Double($0) / powersOfTen[decimals] }
    }
  }

  /// The number of values, or `nil` when the column is absent.
  public var count: Int? {
    switch self {
    case .absent: nil
    case .doubles(let values): values.count
    case .scaled(let integers, _): integers.count
    }
  }
}

/// The powers of ten that a double holds exactly, 10^0 to 10^22.
public let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

/// A run of bars of one series in columns of equal length, strictly rising in time.
public struct Bars: Hashable, Sendable {
  /// The names of the columns of numbers, in the order in which they are shown.
  public enum Field: String, CaseIterable, Sendable {
    case open, high, low, close
    case adjustedClose = "adjusted_close"
    case volume
  }

  /// What a bar spans, and so what its time means.
  public var resolution: Resolution
  /// Date ordinals or epoch milliseconds, by `resolution`.
  public var times: [Int64]
  /// First prices of the bars.
  public var open: PriceColumn
  /// Highest prices of the bars.
  public var high: PriceColumn
  /// Lowest prices of the bars.
  public var low: PriceColumn
  /// Last prices of the bars, as traded.
  public var close: PriceColumn
  /// Last prices adjusted for splits and dividends.
  public var adjustedClose: PriceColumn
  /// Units traded in the bars.
  public var volume: PriceColumn

  /// Bars with the given columns; a column left out is absent.
  public init(
    resolution: Resolution = .daily, times: [Int64], open: PriceColumn = .absent,
    high: PriceColumn = .absent, low: PriceColumn = .absent, close: PriceColumn = .absent,
    adjustedClose: PriceColumn = .absent, volume: PriceColumn = .absent
  ) {
    self.resolution = resolution
    self.times = times
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.adjustedClose = adjustedClose
    self.volume = volume
  }

  /// The number of bars.
  public var count: Int { times.count }

  /// The column of that name.
  public subscript(field: Field) -> PriceColumn {
    get {
      switch field {
      case .open: open
      case .high: high
      case .low: low
      case .close: close
      case .adjustedClose: adjustedClose
      case .volume: volume
      }
    }
    set {
      switch field {
      case .open: open = newValue
      case .high: high = newValue
      case .low: low = newValue
      case .close: close = newValue
      case .adjustedClose: adjustedClose = newValue
      case .volume: volume = newValue
      }
    }
  }
}
