/// Sums of randomly weighted unit values over many replicates and columns.
///
/// The weights of a replicate are drawn once, from its own substream, and serve every column. They
/// are kept as digits packed into bytes. For the eight (or three) units of a byte the sums of all
/// 256 (216) combinations of weights are tabulated, so that a replicate costs one look-up per byte
/// in place of one multiplication per unit (the method of the four Russians). The order of
/// additions depends on the units alone, never on the threads.
struct WeightedSums {
  /// The replicates that are computed together and share a table.
  static let chunkSize = 1024

  /// The sums of one chunk of replicates, one element for each.
  struct Chunk {
    let replicates: Range<Int>
    let column: Int
    /// Sum of v X.
    let sums: UnsafePointer<Double>
    /// Sum of v^2 X^2.
    let squares: UnsafePointer<Double>
    /// Sum of v n X.
    let cross: UnsafePointer<Double>
  }

  let sample: ResamplingSample
  let weights: WildWeights
  let replicates: Int
  let seed: UInt64
  /// The columns to compute.
  let selected: [Int]
  /// Whether ``Chunk/squares`` and ``Chunk/cross`` are wanted; else they repeat the sums.
  let studentized: Bool

  var chunkCount: Int { (replicates + Self.chunkSize - 1) / Self.chunkSize }

  /// Calls `body` for each chunk of replicates and each selected column, on some threads.
  func forEachChunk(threads: Int, _ body: @Sendable (Chunk) -> Void) {
    guard !selected.isEmpty else { return }
    let addends = selected.map(columnAddends)
    parallelChunks(chunkCount, threads: threads) { chunks in
      let scratch = Scratch(words: wordCount)
      for chunk in chunks {
        let first = chunk * Self.chunkSize
        let range = first..<min(replicates, first + Self.chunkSize)
        draw(range, scratch)
        for (column, addends) in zip(selected, addends) {
          body(compute(range, column, addends, scratch))
        }
      }
    }
  }

  /// The unit values that are weighted: X by v, and where they differ from that or are not
  /// constant, X^2 by v^2 and n X by v.
  private struct Addends: Sendable {
    let sums: [Double]
    let squares: [Double]?
    let cross: [Double]?
    let sumOfSquares: Double
  }

  private var wordCount: Int {
    (sample.unitCount + 8 * weights.unitsPerCode - 1) / (8 * weights.unitsPerCode)
  }

  private func columnAddends(_ index: Int) -> Addends {
    let column = sample.columns[index]
    let squares = column.sums.map { $0 * $0 }
    return Addends(
      sums: column.sums,
      squares: studentized && !weights.haveUnitSquares ? squares : nil,
      cross: studentized && !column.isUnclustered
        ? zip(column.sums, column.sizes).map { $0 * $1 } : nil,
      sumOfSquares: squares.reduce(0, +))
  }

  private func draw(_ range: Range<Int>, _ scratch: Scratch) {
    for (position, replicate) in range.enumerated() {
      var stream = RandomStream(seed: seed, substream: UInt64(replicate))
      weights.draw(&stream, into: scratch.row, wordCount)
      for word in 0..<wordCount {
        scratch.words[word * Self.chunkSize + position] = scratch.row[word]
      }
    }
  }

  private func compute(
    _ range: Range<Int>, _ column: Int, _ addends: Addends, _ scratch: Scratch
  ) -> Chunk {
    let points = weights.points
    let sums = scratch.results
    add(addends.sums, points, range.count, scratch, into: sums)
    let squares = sums + Self.chunkSize
    if let values = addends.squares {
      add(values, points.map { $0 * $0 }, range.count, scratch, into: squares)
    } else {
      squares.update(repeating: addends.sumOfSquares, count: range.count)
    }
    var cross = sums
    if let values = addends.cross {
      cross = sums + 2 * Self.chunkSize
      add(values, points, range.count, scratch, into: cross)
    }
    return Chunk(replicates: range, column: column, sums: sums, squares: squares, cross: cross)
  }

  private func add(
    _ values: [Double], _ points: [Double], _ count: Int, _ scratch: Scratch,
    into results: UnsafeMutablePointer<Double>
  ) {
    results.update(repeating: 0, count: count)
    for word in 0..<wordCount {
      for code in 0..<8 {
        tabulate(values, points, code: word * 8 + code, into: scratch.table + code * 256)
      }
      Self.lookUp(
        scratch.words + word * Self.chunkSize, count, UnsafePointer(scratch.table), into: results)
    }
  }

  /// The sums of the units of one byte for every combination of their weights.
  private func tabulate(
    _ values: [Double], _ points: [Double], code: Int, into table: UnsafeMutablePointer<Double>
  ) {
    table[0] = 0
    var size = 1
    for unit in (code * weights.unitsPerCode)..<((code + 1) * weights.unitsPerCode) {
      let value = unit < values.count ? values[unit] : 0
      for digit in points.indices.reversed() {
        let addend = points[digit] * value
        for index in 0..<size { table[digit * size + index] = table[index] + addend }
      }
      size *= points.count
    }
  }

  private static func lookUp(
    _ words: UnsafePointer<UInt64>, _ count: Int, _ table: UnsafePointer<Double>,
    into results: UnsafeMutablePointer<Double>
  ) {
    for replicate in 0..<count {
      let word = words[replicate]
      let first = entry(table, word, 0) + entry(table, word, 1)
      let second = entry(table, word, 2) + entry(table, word, 3)
      let third = entry(table, word, 4) + entry(table, word, 5)
      let fourth = entry(table, word, 6) + entry(table, word, 7)
      results[replicate] += (first + second) + (third + fourth)
    }
  }

  @inline(__always)
  private static func entry(_ table: UnsafePointer<Double>, _ word: UInt64, _ code: Int) -> Double {
    table[code &* 256 &+ Int(truncatingIfNeeded: (word >> UInt64(8 &* code)) & 255)]
  }

  /// The memory of one thread.
  private final class Scratch {
    let row: UnsafeMutablePointer<UInt64>
    let words: UnsafeMutablePointer<UInt64>
    let table: UnsafeMutablePointer<Double>
    let results: UnsafeMutablePointer<Double>

    init(words count: Int) {
      row = .allocate(capacity: max(1, count))
      words = .allocate(capacity: max(1, count * WeightedSums.chunkSize))
      table = .allocate(capacity: 8 * 256)
      results = .allocate(capacity: 3 * WeightedSums.chunkSize)
      row.initialize(repeating: 0, count: count)
      words.initialize(repeating: 0, count: count * WeightedSums.chunkSize)
      table.initialize(repeating: 0, count: 8 * 256)
      results.initialize(repeating: 0, count: 3 * WeightedSums.chunkSize)
    }

    deinit {
      row.deallocate()
      words.deallocate()
      table.deallocate()
      results.deallocate()
    }
  }
}
