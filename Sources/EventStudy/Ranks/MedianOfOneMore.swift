import Statistics

/// The median of ordered values, and what it becomes with one value more.
struct MedianOfOneMore {
  let centre: Double
  /// Values outside `lower...upper` are on the same side of the median with any value more.
  let lower: Double
  let upper: Double
  /// The neighbours of the middle value of an odd number.
  private let before: Double
  private let after: Double
  private let isEven: Bool

  /// - Parameter sorted: At least one value, in ascending order.
  init(_ sorted: UnsafeBufferPointer<Double>) {
    let count = sorted.count
    isEven = count.isMultiple(of: 2)
    lower = sorted[(count - 1) / 2]
    upper = sorted[count / 2]
    centre = (lower + upper) / 2
    before = count > 2 ? sorted[(count - 1) / 2 - 1] : -.infinity
    after = count > 2 ? sorted[count / 2 + 1] : .infinity
  }

  /// The median when `value` is one of the values, too.
  func with(_ value: Double) -> Double {
    if isEven { return min(max(value, lower), upper) }
    if value < centre { return (max(before, value) + centre) / 2 }
    return (centre + min(after, value)) / 2
  }
}

/// How many ordered values are below `value`, and how many are not above it.
func positions(
  of value: Double, in sorted: UnsafeBufferPointer<Double>
) -> (below: Int, notAbove: Int) {
  var (below, size) = (0, sorted.count)
  // Halves without a branch, whose direction would be a coin toss.
  while size > 1 {
    let half = size / 2
    below += sorted[below + half - 1] < value ? half : 0
    size -= half
  }
  if size == 1, sorted[below] < value { below += 1 }
  var notAbove = below
  while notAbove < sorted.count, sorted[notAbove] == value { notAbove += 1 }
  return (below, notAbove)
}

/// -1, 0 or 1.
func sign(_ value: Double) -> Int32 { (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0) }
