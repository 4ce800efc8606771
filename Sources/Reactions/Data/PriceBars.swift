public import MarketData

/// The bars of one series with every price that reactions need, strictly rising in time.
///
/// An intraday bar without an opening, highest or lowest price has its closing price there; one
/// without a closing price is left out. A daily bar keeps what is missing as `Double.missing`.
public struct PriceBars: Sendable {
  /// What the times mean.
  public let resolution: Resolution
  /// Date ordinals, or epoch milliseconds at which bars start.
  public let times: [Int64]
  /// First prices.
  public let open: [Double]
  /// Highest prices.
  public let high: [Double]
  /// Lowest prices.
  public let low: [Double]
  /// Last prices.
  public let close: [Double]
  /// Last prices adjusted for splits and dividends; empty for a series without them.
  public let adjustedClose: [Double]

  /// Bars from columns, each as long as `times` or empty when the series has none.
  public init(
    resolution: Resolution, times: [Int64], open: [Double], high: [Double], low: [Double],
    close: [Double], adjustedClose: [Double] = []
  ) {
    self.resolution = resolution
    self.adjustedClose = resolution == .daily ? adjustedClose : []
    guard resolution == .intraday else {
      (self.times, self.close) = (times, Self.filled(close, times.count))
      self.open = Self.filled(open, times.count)
      self.high = Self.filled(high, times.count)
      self.low = Self.filled(low, times.count)
      return
    }
    let kept = Self.priced(close)
    func column(_ values: [Double]) -> [Double] {
      if values.isEmpty { return kept.map { close[$0] } }
      if kept.count == values.count, !values.contains(where: \.isMissing) { return values }
      return kept.map { values[$0].isMissing ? close[$0] : values[$0] }
    }
    self.times = kept.count == times.count ? times : kept.map { times[$0] }
    (self.open, self.high) = (column(open), column(high))
    (self.low, self.close) = (column(low), column(close))
  }

  /// The number of bars.
  public var count: Int { times.count }

  private static func filled(_ values: [Double], _ count: Int) -> [Double] {
    values.isEmpty ? [Double](repeating: .missing, count: count) : values
  }

  private static func priced(_ close: [Double]) -> [Int] { close.indices.filter { close[$0] > 0 } }
}
