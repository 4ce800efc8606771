/// Sorts values, with the positions they came from, in memory that is allocated once.
///
/// Values are dealt into buckets, two or more for each value, by their distance from the mean in
/// units of the mean absolute deviation, so that most buckets hold at most a few of a bell-shaped
/// sample. Large buckets are then merge-sorted and one pass of insertion puts the rest in order:
/// linear in the number of values for ordinary samples, never worse than n log n.
final class EntrySort {
  /// A value with its position in the input.
  struct Entry {
    var value: Double
    var index: Int
  }

  /// A bucket above this size is merge-sorted.
  private static let insertionLimit = 16
  /// More values than this are sorted together with those that are in order already.
  private static let mostInserted = 64
  /// The mean absolute deviations on either side of the mean that have buckets of their own;
  /// what lies beyond goes to the outermost.
  private static let spreads = 5.0

  /// The entries; after ``sort(_:)`` in order of their values, equal ones in order of their
  /// indices.
  let entries: UnsafeMutablePointer<Entry>
  /// The number of ``entries`` in order.
  private(set) var count = 0
  private let spare: UnsafeMutablePointer<Entry>
  private let bucketOf: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<Int32>

  init(maximumCount: Int) {
    let capacity = max(1, maximumCount)
    let buckets = Self.buckets(for: capacity)
    entries = .allocate(capacity: capacity)
    spare = .allocate(capacity: capacity)
    bucketOf = .allocate(capacity: capacity)
    ends = .allocate(capacity: buckets)
    entries.initialize(repeating: Entry(value: 0, index: 0), count: capacity)
    spare.initialize(repeating: Entry(value: 0, index: 0), count: capacity)
    bucketOf.initialize(repeating: 0, count: capacity)
    ends.initialize(repeating: 0, count: buckets)
  }

  deinit {
    entries.deallocate()
    spare.deallocate()
    bucketOf.deallocate()
    ends.deallocate()
  }

  /// Fills ``entries`` with `values` and their positions, in order; no value may be NaN.
  func sort(_ values: UnsafeBufferPointer<Double>) {
    count = values.count
    guard let base = values.baseAddress, !values.isEmpty else { return }
    let mean = Kernels.sum(base, count) / Double(count)
    let spread = Kernels.sumOfAbsoluteDeviations(base, from: mean, count) / Double(count)
    let buckets = Self.buckets(for: count)
    let scale = Double(buckets) / (2 * Self.spreads * spread)
    // Equal values, and those that reach beyond the range of doubles, have no scale.
    guard mean.isFinite, scale.isFinite, scale > 0 else {
      for index in 0..<count { entries[index] = Entry(value: base[index], index: index) }
      return mergeSort(0, count)
    }
    deal(base, count, into: buckets, mean: mean, scale: scale)
    sortLargeBuckets(buckets)
    insertionSort(count)
  }

  /// Calls `body` with the positions of each group of equal values among the first `count`
  /// entries; returns the sum of t^3 - t over groups of t.
  @inline(__always)
  func forEachTie(_ count: Int, _ body: (_ start: Int, _ end: Int) -> Void) -> Double {
    let entries = entries
    var correction = 0.0
    var start = 0
    while start < count {
      var end = start &+ 1
      while end < count, entries[end].value == entries[start].value { end &+= 1 }
      body(start, end)
      if end &- start > 1 {
        let size = Double(end &- start)
        correction += size * size * size - size
      }
      start = end
    }
    return correction
  }

  /// Puts `values` in place of those last sorted, which have the same order but for a few
  /// neighbours: only the positions below the number of `values` take part.
  ///
  /// Insertion along the old order takes a step for every pair that changed places.
  func sortAgain(_ values: UnsafeBufferPointer<Double>) {
    let entries = entries
    var filled = 0
    for place in 0..<count where entries[place].index < values.count {
      let index = entries[place].index
      entries[filled] = Entry(value: values[index], index: index)
      filled &+= 1
    }
    count = filled
    insertionSort(filled)
  }

  /// Puts in order what follows the values last sorted, which `values` begins with.
  func sortMore(_ values: UnsafeBufferPointer<Double>) {
    let (known, more, spare) = (count, values.count - count, spare)
    guard more <= Self.mostInserted else { return sort(values) }
    for added in 0..<more {
      let entry = Entry(value: values[known + added], index: known + added)
      var hole = added
      while hole > 0, entry.value < spare[hole &- 1].value {
        spare[hole] = spare[hole &- 1]
        hole &-= 1
      }
      spare[hole] = entry
    }
    mergeSpare(more)
  }

  /// Merges ordered entries in `spare` into the ordered entries, from the last one down.
  private func mergeSpare(_ more: Int) {
    let (entries, spare) = (entries, spare)
    var (left, right) = (count, more)
    count += more
    var target = count
    while right > 0 {
      target &-= 1
      if left > 0, spare[right &- 1].value < entries[left &- 1].value {
        left &-= 1
        entries[target] = entries[left]
      } else {
        right &-= 1
        entries[target] = spare[right]
      }
    }
  }

  private static func buckets(for count: Int) -> Int {
    1 << (Int.bitWidth - (2 * count - 1).leadingZeroBitCount)
  }

  private func deal(
    _ values: UnsafePointer<Double>, _ count: Int, into buckets: Int, mean: Double, scale: Double
  ) {
    let (bucketOf, ends, entries) = (bucketOf, ends, entries)
    ends.update(repeating: 0, count: buckets)
    let middle = Double(buckets / 2)
    let last = Double(buckets - 1)
    for index in 0..<count {
      let place = (values[index] - mean) * scale + middle
      let bounded = place > 0 ? (place < last ? place : last) : 0
      // Adding 2^52 leaves the rounded place in the low bits.
      bucketOf[index] = Int32(truncatingIfNeeded: (bounded + 0x1p52).bitPattern)
    }
    for index in 0..<count { ends[Int(bucketOf[index])] &+= 1 }
    var start: Int32 = 0
    for bucket in 0..<buckets {
      let size = ends[bucket]
      ends[bucket] = start
      start &+= size
    }
    // The start of a bucket moves to its end as it fills.
    for index in 0..<count {
      let bucket = Int(bucketOf[index])
      entries[Int(ends[bucket])] = Entry(value: values[index], index: index)
      ends[bucket] &+= 1
    }
  }

  private func sortLargeBuckets(_ buckets: Int) {
    var start = 0
    for bucket in 0..<buckets {
      let end = Int(ends[bucket])
      if end &- start > Self.insertionLimit { mergeSort(start, end) }
      start = end
    }
  }

  private func insertionSort(_ count: Int) {
    let entries = entries
    for position in 1..<max(1, count) {
      let entry = entries[position]
      var hole = position
      while hole > 0, entry.value < entries[hole &- 1].value {
        entries[hole] = entries[hole &- 1]
        hole &-= 1
      }
      entries[hole] = entry
    }
  }

  // A merge sort of our own, because the standard library's allocates a buffer at every call.
  private func mergeSort(_ first: Int, _ last: Int) {
    var (source, target) = (entries, spare)
    var width = 1
    while width < last - first {
      for start in stride(from: first, to: last, by: 2 * width) {
        let middle = min(start + width, last)
        Self.merge(source, start, middle, min(start + 2 * width, last), into: target)
      }
      swap(&source, &target)
      width *= 2
    }
    if source != entries { (entries + first).update(from: source + first, count: last - first) }
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

/// The values in ascending order; none may be NaN.
func ascending(_ values: [Double]) -> [Double] {
  let sort = EntrySort(maximumCount: values.count)
  values.withUnsafeBufferPointer(sort.sort)
  return (0..<sort.count).map { sort.entries[$0].value }
}
