/// Ranks from 1 up, where equal values share the mean of the ranks they occupy.
///
/// A workspace: nothing is allocated after `init`, however often ``rank(_:)`` is called. One
/// instance serves one thread at a time.
public final class MidRanks {
  /// The most values that can be ranked.
  public let maximumCount: Int
  /// The sum of t^3 - t over groups of t equal values, by which ties reduce a rank variance.
  public private(set) var tieCorrection = 0.0

  private var count = 0
  private let sort: EntrySort
  private let rankStorage: UnsafeMutablePointer<Double>

  /// Allocates room to rank up to `maximumCount` values.
  public init(maximumCount: Int) {
    precondition(maximumCount >= 0)
    self.maximumCount = maximumCount
    sort = EntrySort(maximumCount: maximumCount)
    rankStorage = .allocate(capacity: max(1, maximumCount))
    rankStorage.initialize(repeating: 0, count: maximumCount)
  }

  deinit { rankStorage.deallocate() }

  /// The ranks of the values last ranked, in their order.
  public var ranks: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: rankStorage, count: count)
  }

  /// Ranks `values`, none of which may be NaN.
  ///
  /// - Complexity: O(n) for ordinary samples, O(n log n) at worst.
  public func rank(_ values: UnsafeBufferPointer<Double>) {
    precondition(values.count <= maximumCount)
    count = values.count
    sort.sort(values)
    let (entries, ranks) = (sort.entries, rankStorage)
    tieCorrection = sort.forEachTie(count) { start, end in
      let rank = Double(start + 1 + end) / 2
      for position in start..<end { ranks[entries[position].index] = rank }
    }
  }
}

/// The mid-ranks of `values`, none of which may be NaN.
public func midRanks(_ values: [Double]) -> [Double] {
  let workspace = MidRanks(maximumCount: values.count)
  values.withUnsafeBufferPointer(workspace.rank)
  return Array(workspace.ranks)
}
