import MarketData

/// Where a stored segment comes from, so that damage can be named.
struct SegmentSource {
  let symbol: Symbol
  let batch: Int
  let count: Int

  /// The times of a segment.
  func times(_ blob: UnsafeRawBufferPointer?) throws -> [Int64] {
    try [Int64](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { try times(blob, into: start) }
      filled = count
    }
  }

  func times(_ blob: UnsafeRawBufferPointer?, into target: UnsafeMutablePointer<Int64>) throws {
    try naming("time") { () throws(DamagedColumn) in
      guard let blob else { throw DamagedColumn(.missing) }
      try ColumnBlob(blob, count: count).times(into: target)
    }
  }

  /// Writes a column's values, or the mark of missing ones when it is absent, and returns whether
  /// it is there.
  func doubles(
    _ blob: UnsafeRawBufferPointer?, _ field: Bars.Field,
    into target: UnsafeMutablePointer<Double>
  ) throws -> Bool {
    guard let blob else {
      target.update(repeating: .missing, count: count)
      return false
    }
    try naming(field.rawValue) { () throws(DamagedColumn) in
      try ColumnBlob(blob, count: count).doubles(into: target)
    }
    return true
  }

  func priceColumn(_ blob: UnsafeRawBufferPointer?, _ field: Bars.Field) throws -> PriceColumn {
    guard let blob else { return .absent }
    return try naming(field.rawValue) { () throws(DamagedColumn) in
      try ColumnBlob(blob, count: count).priceColumn()
    }
  }

  private func naming<Result>(
    _ column: String, _ body: () throws(DamagedColumn) -> Result
  ) throws -> Result {
    do { return try body() } catch {
      throw StoreError.damagedSegment(
        series: symbol, batch: batch, column: column, error.damage)
    }
  }
}
