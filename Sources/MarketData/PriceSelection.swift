/// Which bars are asked for.
public struct PriceSelection: Hashable, Sendable {
  /// The symbols; all of them when there are none.
  public var symbols: [Symbol]
  /// The first date of bars; instants count by their date in UTC.
  public var from: CalendarDate?
  /// The last date of bars.
  public var to: CalendarDate?
  /// The spacing of bars; `nil` for the daily ones of a symbol that has both.
  public var resolution: Resolution?

  /// A selection, by default of all symbols and dates.
  public init(
    symbols: [Symbol] = [], from: CalendarDate? = nil, to: CalendarDate? = nil,
    resolution: Resolution? = nil
  ) {
    self.symbols = symbols
    self.from = from
    self.to = to
    self.resolution = resolution
  }
}
