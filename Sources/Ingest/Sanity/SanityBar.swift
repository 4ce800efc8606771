import MarketData

/// What the checks look at of a bar that has a close.
struct SanityBar {
  let time: Int64
  /// The adjusted close where there is one, else the close.
  let price: Double
  let close: Double
  let adjustedClose: Double?
  /// Whether a single price stands for the whole bar and nothing, or nothing known, was traded.
  let isIdle: Bool
  /// Whether the volume is known.
  let hasVolume: Bool
}

extension Bars {
  /// The bars of a range that have a close.
  func sanityBars(in range: Range<Int>) -> [SanityBar] {
    range.compactMap { index in
      guard let value = close.value(index) else { return nil }
      let volume = volume.value(index)
      let isFlat =
        open.value(index) ?? value == value && high.value(index) ?? value == value
        && low.value(index) ?? value == value
      return SanityBar(
        time: times[index], price: adjustedClose.value(index) ?? value, close: value,
        adjustedClose: adjustedClose.value(index),
        isIdle: isFlat && volume ?? 0 == 0, hasVolume: volume != nil)
    }
  }
}

extension PriceColumn {
  /// A value, or `nil` where there is none.
  fileprivate func value(_ index: Int) -> Double? {
    switch self {
    case .absent: nil
    case .doubles(let values): values[index].isMissing ? nil : values[index]
    case .scaled(let integers, let decimals):
      integers[index] == Self.missingInteger ? nil : Double(integers[index]) / powersOfTen[decimals]
    }
  }
}
