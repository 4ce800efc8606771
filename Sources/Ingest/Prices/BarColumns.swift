import MarketData

extension BarBuffer {
  /// The decimals of each column that has the same in every row, which is how most files write
  /// prices; `nil` for the others.
  ///
  /// Asking this once for all rows spares looking at the decimals of every series.
  var commonDecimals: [UInt8?] {
    numbers.map { column in
      var (least, most): (UInt8, UInt8) = (.max, 0)
      for row in 0..<count {
        least = min(least, column.decimals[row])
        most = max(most, column.decimals[row])
      }
      return least == most && most < Self.wideMark ? most : nil
    }
  }

  /// The bars of some rows, which are in strictly rising order.
  func bars(_ rows: UnsafeBufferPointer<UInt32>, commonDecimals: [UInt8?]) -> Bars {
    let run = startOfRun(rows)
    var bars = Bars(resolution: resolution, times: gather(rows, run, times) { $0 })
    for (column, common) in zip(numbers, commonDecimals) {
      bars[column.field] =
        common.map { .scaled(gather(rows, run, column.integers) { $0 }, decimals: Int($0)) }
        ?? self.column(column, rows)
    }
    return bars
  }

  private func column(_ numbers: Numbers, _ rows: UnsafeBufferPointer<UInt32>) -> PriceColumn {
    let scales = scales(numbers, rows)
    if scales.hasWide { return doubles(numbers, rows) }
    guard let most = scales.most else { return .absent }
    return scaled(numbers, rows, decimals: Int(most)) ?? doubles(numbers, rows)
  }

  /// The most decimals, `nil` without a number, and whether a number stands in `wide`.
  private func scales(
    _ numbers: Numbers, _ rows: UnsafeBufferPointer<UInt32>
  ) -> (most: UInt8?, hasWide: Bool) {
    var most: UInt8?
    var hasWide = false
    for row in rows {
      switch numbers.decimals[Int(row)] {
      case Self.wideMark: hasWide = true
      case Self.missingMark: break
      case let decimals: most = max(most ?? 0, decimals)
      }
    }
    return (most, hasWide)
  }

  /// The integers with the same decimals, unless one of them gets too large.
  private func scaled(
    _ numbers: Numbers, _ rows: UnsafeBufferPointer<UInt32>, decimals: Int
  ) -> PriceColumn? {
    var integers: [Int32] = []
    integers.reserveCapacity(rows.count)
    for row in rows {
      let places = numbers.decimals[Int(row)]
      guard places != Self.missingMark else {
        integers.append(PriceColumn.missingInteger)
        continue
      }
      let wanted = Double(numbers.integers[Int(row)]) * powersOfTen[decimals - Int(places)]
      guard wanted.magnitude <= Double(Int32.max) else { return nil }
      integers.append(Int32(wanted))
    }
    return .scaled(integers, decimals: decimals)
  }

  private func doubles(_ numbers: Numbers, _ rows: UnsafeBufferPointer<UInt32>) -> PriceColumn {
    .doubles(rows.map { value(numbers, Int($0)) })
  }

  /// The first of rows that follow each other in the buffer without a gap.
  private func startOfRun(_ rows: UnsafeBufferPointer<UInt32>) -> Int? {
    guard let first = rows.first else { return nil }
    for index in rows.indices where rows[index] != first &+ UInt32(index) { return nil }
    return Int(first)
  }

  @inline(__always)
  private func gather<Source, Target>(
    _ rows: UnsafeBufferPointer<UInt32>, _ run: Int?, _ column: UnsafeMutablePointer<Source>,
    _ convert: (Source) -> Target
  ) -> [Target] {
    Array(unsafeUninitializedCapacity: rows.count) { target, count in
      guard let out = target.baseAddress else { return }
      count = rows.count
      // A run of memory takes no index to read.
      if let run = run.map({ column + $0 }) {
        for index in 0..<count { (out + index).initialize(to: convert(run[index])) }
      } else {
        for index in 0..<count { (out + index).initialize(to: convert(column[Int(rows[index])])) }
      }
    }
  }
}
