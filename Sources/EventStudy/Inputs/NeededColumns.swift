public import MarketData

/// The columns of bars that a study reads.
extension StudySpec {
  /// The columns, the close first.
  public var fields: [Bars.Field] {
    [.close] + (returns.price == .adjusted ? [.adjustedClose] : [])
      + (returns.interval.usesOpens ? [.open] : [])
  }

  /// A column that the study needs and a series has none of; `nil` when it has all.
  func missingField(in series: PriceSeries) -> Bars.Field? {
    returns.interval.usesOpens && series.opens.isEmpty ? .open : nil
  }
}
