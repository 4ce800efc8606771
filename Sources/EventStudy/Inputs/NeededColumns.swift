public import MarketData

/// The columns of bars that a study reads.
extension StudySpec {
  /// The columns, the close first.
  public var fields: [Bars.Field] {
    let adjusted: [Bars.Field] =
      !measure.isOfSession && returns.price == .adjusted ? [.adjustedClose] : []
    // Where bars lack opens, those that end or start with one have no return.
    return [.close] + adjusted + (bars == nil ? neededFields : [.open])
  }

  /// The columns without which a series has no value in any session, beside the close.
  private var neededFields: [Bars.Field] {
    switch measure {
    case .return, .volatility: returns.interval.usesOpens ? [.open] : []
    case .volume: [.volume]
    case .range: [.high, .low]
    }
  }

  /// A column that the study needs and a series has none of; `nil` when it has all.
  func missingField(in series: PriceSeries) -> Bars.Field? {
    neededFields.first { series[$0].isEmpty }
  }
}

extension PriceSeries {
  /// The values of a column that is no close, one a date; empty when the series has none.
  fileprivate subscript(field: Bars.Field) -> [Double] {
    switch field {
    case .open: opens
    case .high: highs
    case .low: lows
    case .volume: volumes
    case .close, .adjustedClose: prices
    }
  }
}

extension Exclusion {
  /// The symbol's bars have no such column.
  init(lacking field: Bars.Field) {
    switch field {
    case .volume: self = .missingVolume
    case .high, .low: self = .missingRange
    default: self = .missingOpen
    }
  }
}
