/// Sums over events of one length, by estimation day: of the doubled ranks of their residuals, of
/// one, and of the signs about the median.
///
/// A column each, so that a day costs a few instructions for eight days at once. The signs are told
/// by the ranks: a doubled rank above twice the number of values below the median is of a value at
/// least as large, one above twice the number of those not above it of a larger one.
final class BaseSums: @unchecked Sendable {
  private let dayCount: Int
  private let ranks: UnsafeMutablePointer<UInt32>
  private let counts: UnsafeMutablePointer<UInt16>
  /// Two for a value above the median of its event, one for an equal one.
  private let heights: UnsafeMutablePointer<UInt16>

  init(dayCount: Int) {
    self.dayCount = dayCount
    ranks = .allocate(capacity: dayCount)
    counts = .allocate(capacity: dayCount)
    heights = .allocate(capacity: dayCount)
    clear()
  }

  deinit {
    ranks.deallocate()
    counts.deallocate()
    heights.deallocate()
  }

  func clear() {
    ranks.initialize(repeating: 0, count: dayCount)
    counts.initialize(repeating: 0, count: dayCount)
    heights.initialize(repeating: 0, count: dayCount)
  }

  /// Adds the doubled ranks of one event, 0 on a day without a value.
  ///
  /// - Parameters:
  ///   - below: Twice the number of its values below the median.
  ///   - notAbove: Twice the number of those not above it.
  func add(_ row: UnsafePointer<UInt16>, below: UInt16, notAbove: UInt16) {
    let (ranks, counts, heights) = (ranks, counts, heights)
    for day in 0..<dayCount { ranks[day] &+= UInt32(row[day]) }
    for day in 0..<dayCount { counts[day] &+= row[day] > 0 ? 1 : 0 }
    for day in 0..<dayCount {
      heights[day] &+= (row[day] > below ? 1 : 0) &+ (row[day] > notAbove ? 1 : 0)
    }
  }

  /// The doubled ranks, the number and the signs of a day.
  subscript(day: Int) -> SIMD4<Int32> {
    let count = Int32(counts[day])
    return SIMD4(Int32(bitPattern: ranks[day]), count, Int32(heights[day]) - count, 0)
  }
}
