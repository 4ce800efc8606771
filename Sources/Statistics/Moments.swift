/// Moments and the median of any collection of doubles; nil where there are too few elements.
///
/// Arrays, slices and buffers are read in place.
extension RandomAccessCollection where Element == Double {
  /// The arithmetic mean, or nil of nothing.
  ///
  /// The mean of the deviations from a first mean is added to it, as R's `mean` does: equal values
  /// have exactly themselves as mean, so their variance is exactly zero.
  public var mean: Double? { contiguously(Moments.mean) }

  /// The variance with denominator n - 1, in two passes; nil below two elements.
  public var sampleVariance: Double? { contiguously(Moments.sampleVariance) }

  /// The sum of the squared deviations from the mean; nil of nothing.
  public var sumOfSquaredDeviations: Double? { contiguously(Moments.sumOfSquaredDeviations) }

  /// The square root of ``sampleVariance``; nil below two elements.
  public var sampleDeviation: Double? { sampleVariance?.squareRoot() }

  /// The middle value, or the mean of the two middle ones; nil of nothing.
  ///
  /// - Complexity: O(n) on average, on a copy.
  public var median: Double? { contiguously(Moments.median) }

  private func contiguously(_ body: (UnsafeBufferPointer<Double>) -> Double?) -> Double? {
    if let result = withContiguousStorageIfAvailable(body) { return result }
    return Array(self).withUnsafeBufferPointer(body)
  }
}

/// The moments of a contiguous buffer.
enum Moments {
  static func mean(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard let base = values.baseAddress, !values.isEmpty else { return nil }
    let count = Double(values.count)
    let first = Kernels.sum(base, values.count) / count
    return first + Kernels.sumOfDeviations(base, from: first, values.count) / count
  }

  static func sampleVariance(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard values.count >= 2, let squares = sumOfSquaredDeviations(values) else { return nil }
    return squares / Double(values.count - 1)
  }

  static func sumOfSquaredDeviations(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard let base = values.baseAddress, let mean = mean(values) else { return nil }
    return Kernels.sumOfSquares(base, about: mean, values.count)
  }

  static func median(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard !values.isEmpty else { return nil }
    var copy = Array(values)
    return copy.withUnsafeMutableBufferPointer { copy in
      let middle = copy.count / 2
      let upper = select(middle, in: copy)
      guard copy.count.isMultiple(of: 2) else { return upper }
      // Selection leaves what is not above the middle before it.
      let lower = copy[..<middle].reduce(-.infinity) { Swift.max($0, $1) }
      return (lower + upper) / 2
    }
  }

  /// The element that sorting would put at `position`; reorders the buffer around it (Hoare 1961,
  /// Communications of the ACM 4:321-322).
  static func select(_ position: Int, in values: UnsafeMutableBufferPointer<Double>)
    -> Double
  {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = values[low + (high - low) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        guard left <= right else { break }
        values.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      }
      if position <= right { high = right } else if position >= left { low = left } else { break }
    }
    return values[position]
  }
}
