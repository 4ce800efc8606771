/// The marker of an absent value inside a contiguous column.
///
/// Columns of numbers are plain `[Double]`, so that they can be read and computed at the speed of
/// memory; an entry for which the source had no value, or for which none can be computed, holds
/// this quiet NaN. It never leaves a column: results carry a status and a reason instead.
extension Double {
  /// The mark of an absent value.
  public static let missing = Double(bitPattern: 0x7FF8_0000_0000_0000)

  /// Whether this entry of a column is absent.
  @inlinable public var isMissing: Bool { isNaN }
}
