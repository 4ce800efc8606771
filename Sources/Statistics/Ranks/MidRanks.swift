/// Ranks from 1 up, where equal values share the mean of the ranks they occupy.
///
/// A workspace: nothing is allocated after `init`, however often ``rank(_:)`` is called. One
/// instance serves one thread at a time.
public final class MidRanks {
  private struct Entry {
    var value: Double
    var index: Int
  }

  /// The most values that can be ranked.
  public let maximumCount: Int
  /// The sum of t^3 - t over groups of t equal values, by which ties reduce a rank variance.
  public private(set) var tieCorrection = 0.0

  private var count = 0
  private let rankStorage: UnsafeMutablePointer<Double>
  private var entries: UnsafeMutablePointer<Entry>
  private var spare: UnsafeMutablePointer<Entry>

  /// Allocates room to rank up to `maximumCount` values.
  public init(maximumCount: Int) {
    precondition(maximumCount >= 0)
    self.maximumCount = maximumCount
    rankStorage = .allocate(capacity: max(1, maximumCount))
    entries = .allocate(capacity: max(1, maximumCount))
    spare = .allocate(capacity: max(1, maximumCount))
    rankStorage.initialize(repeating: 0, count: maximumCount)
    entries.initialize(repeating: Entry(value: 0, index: 0), count: maximumCount)
    spare.initialize(repeating: Entry(value: 0, index: 0), count: maximumCount)
  }

  deinit {
    rankStorage.deallocate()
    entries.deallocate()
    spare.deallocate()
  }

  /// The ranks of the values last ranked, in their order.
  public var ranks: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: rankStorage, count: count)
  }

  /// Ranks `values`, none of which may be NaN.
  ///
  /// - Complexity: O(n log n).
  public func rank(_ values: UnsafeBufferPointer<Double>) {
    precondition(values.count <= maximumCount)
    count = values.count
    for index in 0..<count { entries[index] = Entry(value: values[index], index: index) }
    sortEntries()
    assignRanks()
  }

  private func assignRanks() {
    tieCorrection = 0
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, entries[end].value == entries[start].value { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for position in start..<end { rankStorage[entries[position].index] = rank }
      let size = Double(end - start)
      tieCorrection += size * size * size - size
      start = end
    }
  }

  // A merge sort of our own, because the standard library's allocates a buffer at every call.
  private func sortEntries() {
    var width = 1
    while width < count {
      for start in stride(from: 0, to: count, by: 2 * width) {
        let middle = min(start + width, count)
        Self.merge(entries, start, middle, min(start + 2 * width, count), into: spare)
      }
      swap(&entries, &spare)
      width *= 2
    }
  }

  // Which run goes first is close to a coin toss, so it is computed rather than branched on.
  private static func merge(
    _ source: UnsafePointer<Entry>, _ start: Int, _ middle: Int, _ end: Int,
    into target: UnsafeMutablePointer<Entry>
  ) {
    var left = start
    var right = middle
    var output = start
    while left < middle, right < end {
      let takesRight = source[right].value < source[left].value ? 1 : 0
      target[output] = source[left &+ (right &- left) &* takesRight]
      right &+= takesRight
      left &+= 1 &- takesRight
      output &+= 1
    }
    (target + output).update(from: source + left, count: middle - left)
    (target + output + middle - left).update(from: source + right, count: end - right)
  }
}

/// The mid-ranks of `values`, none of which may be NaN.
public func midRanks(_ values: [Double]) -> [Double] {
  let workspace = MidRanks(maximumCount: values.count)
  values.withUnsafeBufferPointer(workspace.rank)
  return Array(workspace.ranks)
}
