public import MarketData

/// The bars of one series as contiguous columns, strictly rising in time.
public struct BarSeries: Sendable {
  /// Whose bars these are.
  public let symbol: Symbol
  /// The spacing of the bars.
  public let resolution: Resolution
  /// Date ordinals or epoch milliseconds, by `resolution`.
  public let times: [Int64]
  private let columns: [Bars.Field: [Double]]

  init(
    symbol: Symbol, resolution: Resolution, times: [Int64], columns: [Bars.Field: [Double]]
  ) {
    self.symbol = symbol
    self.resolution = resolution
    self.times = times
    self.columns = columns
  }

  /// The number of bars.
  public var count: Int { times.count }

  /// The values of a field, `Double.missing` where there is none; empty when the series has no
  /// such column or it was not asked for.
  public subscript(field: Bars.Field) -> [Double] { columns[field] ?? [] }
}
