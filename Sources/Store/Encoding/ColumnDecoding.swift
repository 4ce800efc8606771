import MarketData

extension ColumnBlob {
  /// Writes the times into memory for `header.count` values.
  func times(into target: UnsafeMutablePointer<Int64>) throws(DamagedColumn) {
    guard header.encoding.holdsTimes else { throw wrongEncoding }
    decodeTimes(into: target)
  }

  /// Writes the values as doubles into memory for `header.count` values.
  func doubles(into target: UnsafeMutablePointer<Double>) throws(DamagedColumn) {
    guard !header.encoding.holdsTimes else { throw wrongEncoding }
    decodeDoubles(into: target)
  }

  /// The times.
  func times() throws(DamagedColumn) -> [Int64] {
    guard header.encoding.holdsTimes else { throw wrongEncoding }
    return [Int64](unsafeUninitializedCapacity: header.count) { buffer, count in
      if let start = buffer.baseAddress { decodeTimes(into: start) }
      count = header.count
    }
  }

  /// The values as doubles.
  func doubles() throws(DamagedColumn) -> [Double] {
    guard !header.encoding.holdsTimes else { throw wrongEncoding }
    return [Double](unsafeUninitializedCapacity: header.count) { buffer, count in
      if let start = buffer.baseAddress { decodeDoubles(into: start) }
      count = header.count
    }
  }

  private func decodeTimes(into target: UnsafeMutablePointer<Int64>) {
    switch header.encoding {
    case .delta8: accumulate(UInt8.self, into: target)
    case .delta32: accumulate(UInt32.self, into: target)
    default: copy(into: target)
    }
  }

  private func decodeDoubles(into target: UnsafeMutablePointer<Double>) {
    switch header.encoding {
    case .scaled16: distances(into: target)
    case .scaled32: integers(into: target)
    default: copy(into: target)
    }
  }

  /// The column in the form in which it was written.
  func priceColumn() throws(DamagedColumn) -> PriceColumn {
    let decimals = Int(header.decimals)
    switch header.encoding {
    case .scaled16:
      let base = Int32(truncatingIfNeeded: header.base)
      return .scaled(
        values(UInt16.self).map { $0 == .max ? .min : base &+ Int32($0) }, decimals: decimals)
    case .scaled32: return .scaled(values(Int32.self), decimals: decimals)
    case .double: return .doubles(values(Double.self))
    default: throw wrongEncoding
    }
  }

  private var wrongEncoding: DamagedColumn {
    DamagedColumn(.encoding(Int(header.encoding.rawValue)))
  }

  private func values<Value: BitwiseCopyable>(_ type: Value.Type) -> [Value] {
    [Value](unsafeUninitializedCapacity: header.count) { buffer, count in
      if let start = buffer.baseAddress { copy(into: start) }
      count = header.count
    }
  }

  private func copy<Value: BitwiseCopyable>(into target: UnsafeMutablePointer<Value>) {
    UnsafeMutableRawBufferPointer(start: target, count: payload.count).copyMemory(from: payload)
  }

  private func accumulate<Delta: FixedWidthInteger & BitwiseCopyable>(
    _ type: Delta.Type, into target: UnsafeMutablePointer<Int64>
  ) {
    var time = header.base
    for index in 0..<header.count {
      time &+= Int64(truncatingIfNeeded: element(index, type))
      target[index] = time
    }
  }

  private func distances(into target: UnsafeMutablePointer<Double>) {
    let base = Int32(truncatingIfNeeded: header.base)
    let scale = powersOfTen[Int(header.decimals)]
    for index in 0..<header.count {
      let distance = element(index, UInt16.self)
      let value = Double(base &+ Int32(distance)) / scale
      target[index] = distance == .max ? .missing : value
    }
  }

  private func integers(into target: UnsafeMutablePointer<Double>) {
    let scale = powersOfTen[Int(header.decimals)]
    for index in 0..<header.count {
      let integer = element(index, Int32.self)
      let value = Double(integer) / scale
      target[index] = integer == PriceColumn.missingInteger ? .missing : value
    }
  }

  @inline(__always)
  private func element<Value: BitwiseCopyable>(_ index: Int, _ type: Value.Type) -> Value {
    // The blob was checked to hold `header.count` values.
    payload.baseAddress.unsafelyUnwrapped
      .loadUnaligned(fromByteOffset: index &* MemoryLayout<Value>.size, as: type)
  }
}
