public import MarketData

/// How an import reads its input; every default means that the input decides.
public struct ImportOptions {
  /// The order of day, month and year in dates whose parts are separated by `/` or `.`.
  public enum DateOrder: String, CaseIterable, Sendable {
    case monthFirst = "mdy"
    case dayFirst = "dmy"
    case yearFirst = "ymd"
  }

  /// The id of a profile of `Profiles.all`, instead of the one that fits best.
  public var profile: String?
  /// The symbol of prices whose file names none.
  public var symbol: Symbol?
  /// The order of dates that can be read in two ways; as the dates show it by default.
  public var dateOrder: DateOrder?
  /// The zone of clock times whose row names none.
  public var timeZone: Zone?
  /// Whose sessions daily bars must lie on; rows on other dates are rejected.
  public var calendar: ExchangeCalendar?
  /// Whether rows that contradict each other, and times that clocks showed twice or never, refuse
  /// the file instead of being warned of.
  public var isStrict = false
  /// The character between columns; the one that fits best by default.
  public var delimiter: Dialect.Delimiter?
  /// How characters are written as bytes; as the bytes show it by default.
  public var encoding: TextEncoding?
  /// The character before decimals; as the numbers show it by default.
  public var decimalMark: DecimalMark?
  /// Takes only the news that passes, of layouts that rate their news.
  public var newsFilters: Set<NewsFilter> = []
  /// The number of rejected rows up to which the others are imported: `nil` for none, `.max` when
  /// rejects are written to a file.
  public var rejectsAllowed: Int?
  /// Called with each rejected row as it is found.
  public var onReject: ((Reject) -> Void)?
  /// Called from time to time with the bytes read, the bytes there are, when that is known, and
  /// the records read.
  public var onProgress: ((_ bytes: Int, _ ofBytes: Int?, _ records: Int) -> Void)?

  /// The number of bytes parsed at a time.
  var chunkSize = RecordStream.chunkSize
  /// The number of bars held before they are handed to the sink.
  var bufferedBars = 1 << 20
  /// The largest sizes that a compressed input may unpack to.
  var unpackLimits = UnpackLimits()

  /// Options that leave every decision to the input.
  public init() {}

  /// A copy with changes.
  public func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
