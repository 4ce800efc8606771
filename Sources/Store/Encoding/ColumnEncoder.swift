import MarketData

/// Lays out the blobs of one segment after the other in memory that is used again for the next.
///
/// The blobs stay valid until `begin` is called again.
final class ColumnEncoder {
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)
  private var used = 0

  deinit { buffer.deallocate() }

  /// Makes room for `columns` columns of `count` values.
  func begin(columns: Int, count: Int) {
    let needed = columns * (ColumnHeader.size + (count + 1) * 8)
    if needed > buffer.count {
      buffer.deallocate()
      buffer = .allocate(byteCount: needed * 2, alignment: 16)
    }
    used = 0
  }

  /// The blob of rising times, or `nil` when they do not rise strictly.
  func encode(times: [Int64]) -> UnsafeRawBufferPointer? {
    times.withUnsafeBufferPointer { times in
      guard let widest = widestStep(times) else { return nil }
      let base = times.first ?? 0
      switch widest {
      case ...UInt64(UInt8.max): return steps(times, .delta8, UInt8.self, base: base)
      case ...UInt64(UInt32.max): return steps(times, .delta32, UInt32.self, base: base)
      default: return copy(times, ColumnHeader(encoding: .int64, count: times.count))
      }
    }
  }

  /// The blob of a column, or `nil` when it is absent.
  func encode(_ column: PriceColumn) -> UnsafeRawBufferPointer? {
    switch column {
    case .absent: nil
    case .scaled(let integers, let decimals):
      integers.withUnsafeBufferPointer { encode($0, decimals: UInt8(decimals)) }
    case .doubles(let values):
      values.withUnsafeBufferPointer {
        copy($0, ColumnHeader(encoding: .double, count: $0.count))
      }
    }
  }

  private func steps<Step: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ times: UnsafeBufferPointer<Int64>, _ encoding: ColumnEncoding, _ type: Step.Type, base: Int64
  ) -> UnsafeRawBufferPointer {
    write(ColumnHeader(encoding: encoding, count: times.count, base: base)) { payload in
      let target = payload.assumingMemoryBound(to: Step.self)
      if !times.isEmpty { target[0] = 0 }
      for index in stride(from: 1, to: times.count, by: 1) {
        target[index] = Step(truncatingIfNeeded: times[index] &- times[index - 1])
      }
    }
  }

  private func encode(
    _ integers: UnsafeBufferPointer<Int32>, decimals: UInt8
  ) -> UnsafeRawBufferPointer {
    let (low, high) = range(integers)
    // 65,535 itself is the mark of a missing value.
    guard Int64(high) - Int64(low) < Int64(UInt16.max) else {
      return copy(
        integers, ColumnHeader(encoding: .scaled32, decimals: decimals, count: integers.count))
    }
    let header = ColumnHeader(
      encoding: .scaled16, decimals: decimals, count: integers.count, base: Int64(low))
    return write(header) { payload in
      let target = payload.assumingMemoryBound(to: UInt16.self)
      for index in integers.indices {
        let integer = integers[index]
        let distance = UInt16(truncatingIfNeeded: integer &- low)
        target[index] = integer == PriceColumn.missingInteger ? .max : distance
      }
    }
  }

  private func copy<Value: BitwiseCopyable>(
    _ values: UnsafeBufferPointer<Value>, _ header: ColumnHeader
  ) -> UnsafeRawBufferPointer {
    write(header) { payload in
      UnsafeMutableRawBufferPointer(start: payload, count: header.payloadSize)
        .copyMemory(from: UnsafeRawBufferPointer(values))
    }
  }

  @inline(__always)
  private func write(
    _ header: ColumnHeader, _ fill: (UnsafeMutableRawPointer) -> Void
  ) -> UnsafeRawBufferPointer {
    let size = ColumnHeader.size + header.payloadSize
    let blob = UnsafeMutableRawBufferPointer(rebasing: buffer[used..<used + size])
    // A blob has at least its header.
    let start = blob.baseAddress.unsafelyUnwrapped
    let payload = start + ColumnHeader.size
    fill(payload)
    let values = UnsafeRawBufferPointer(start: payload, count: header.payloadSize)
    header.store(at: start, checksum: checksum(values, seed: header.seed))
    used += (size + 7) & ~7
    return UnsafeRawBufferPointer(blob)
  }
}

/// The union of the bits of all steps between times, at least as large as the widest step, or
/// `nil` when a step is not positive.
private func widestStep(_ times: UnsafeBufferPointer<Int64>) -> UInt64? {
  var union: Int64 = 0
  var smallest = Int64.max
  for index in stride(from: 1, to: times.count, by: 1) {
    let step = times[index] &- times[index - 1]
    union |= step
    smallest = min(smallest, step)
  }
  return smallest > 0 ? UInt64(bitPattern: union) : nil
}

/// The smallest and largest value that is not missing; 0 and 0 when all are.
private func range(_ integers: UnsafeBufferPointer<Int32>) -> (low: Int32, high: Int32) {
  var low = Int32.max
  var high = Int32.min
  for integer in integers {
    low = min(low, integer == PriceColumn.missingInteger ? .max : integer)
    high = max(high, integer)
  }
  return low <= high ? (low, high) : (0, 0)
}
