public import MarketData

/// Closing prices of one series, strictly rising in time, with whatever else of its bars a study
/// reads.
public struct PriceSeries: Hashable, Sendable {
  /// Dates as `CalendarDate.ordinal`, or the starts of bars in epoch milliseconds.
  public let dates: [Int64]
  /// One closing price a date; `Double.missing` where the source has none.
  public let prices: [Double]
  /// Whether the adjusted close was asked for and the series has none.
  public let fellBackToClose: Bool
  /// Opening prices in the scale of `prices`, one a date; empty when the series has none or the
  /// study reads none.
  public var opens: [Double] = []
  /// Highest prices as traded, likewise.
  public var highs: [Double] = []
  /// Lowest prices as traded, likewise.
  public var lows: [Double] = []
  /// Units traded, likewise.
  public var volumes: [Double] = []

  /// Closing prices over dates.
  public init(dates: [Int64], prices: [Double], fellBackToClose: Bool = false) {
    self.dates = dates
    self.prices = prices
    self.fellBackToClose = fellBackToClose
  }

  /// The price column a study asks for: the adjusted close, or the close of a series that has no
  /// adjusted one. The two are never mixed within a series.
  ///
  /// - Parameters:
  ///   - dates: Dates as `CalendarDate.ordinal`.
  ///   - close: Closes as traded.
  ///   - adjustedClose: Adjusted closes; empty when the series has none.
  ///   - open: Opens as traded, which are scaled by adjusted close over close where the closes are
  ///     the adjusted ones; empty when there are none.
  ///   - wanted: Which close the study asks for.
  public init(
    dates: [Int64], close: [Double], adjustedClose: [Double], open: [Double] = [],
    as wanted: StudySpec.Returns.Price
  ) {
    let adjusted = wanted == .adjusted && !adjustedClose.isEmpty
    self.init(
      dates: dates, prices: adjusted ? adjustedClose : close,
      fellBackToClose: wanted == .adjusted && !adjusted)
    opens = adjusted ? open.indices.map { open[$0] * (adjustedClose[$0] / close[$0]) } : open
  }
}

/// The data a study reads, fetched once and never asked for again.
public struct StudyInputs: Sendable {
  /// The selected events, in the order of their import.
  public var events: [NewsEvent]
  /// The prices of every symbol and market series that an event names and that exists.
  public var prices: [Symbol: PriceSeries]
  /// The factors of the study's factor sets; `nil` when it names none.
  public var factors: FactorSet?
  /// Gives clock times their sessions.
  public var exchange: ExchangeCalendar
  /// The exchanges of series that are known to trade elsewhere: one piece of news has its own
  /// session on each.
  public var exchanges: [Symbol: ExchangeCalendar] = [:]
  /// What is known against the data, to be said again beside the results.
  public var dataNotices: [Notice] = []

  /// The inputs of one study.
  public init(
    events: [NewsEvent], prices: [Symbol: PriceSeries], factors: FactorSet?,
    exchange: ExchangeCalendar
  ) {
    self.events = events
    self.prices = prices
    self.factors = factors
    self.exchange = exchange
  }

  /// The exchange of a symbol, or of its market, whichever is known first.
  func exchange(of symbol: Symbol, market: Symbol) -> ExchangeCalendar {
    guard !exchanges.isEmpty else { return exchange }
    return exchanges[symbol] ?? exchanges[market] ?? exchange
  }
}
