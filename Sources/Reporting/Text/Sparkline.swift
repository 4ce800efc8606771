/// Numbers as a row of bars, one character each, from the least to the greatest.
///
/// A missing or infinite value is a space; equal values are bars of middle height.
///
/// - Parameters:
///   - values: The numbers; the row has one character for each.
///   - unicode: Whether block characters may be used; ASCII stands in otherwise.
public func sparkline(_ values: [Double?], unicode: Bool = true) -> String {
  let bars = Array(unicode ? "▁▂▃▄▅▆▇█" : "_.-:=+*#")
  let finite = values.compactMap { $0 }.filter(\.isFinite)
  guard let least = finite.min(), let greatest = finite.max() else {
    return String(repeating: " ", count: values.count)
  }
  // Halved, so that the span of the largest doubles does not overflow.
  let span = greatest / 2 - least / 2
  return String(
    values.map { value in
      guard let value, value.isFinite else { return " " }
      guard span > 0 else { return bars[bars.count / 2 - 1] }
      let share = (value / 2 - least / 2) / span
      return bars[Int((share * Double(bars.count - 1)).rounded())]
    })
}
