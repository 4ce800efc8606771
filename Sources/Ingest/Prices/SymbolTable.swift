import Foundation
import MarketData

/// Numbers the symbols of a file in the order in which they appear.
///
/// A hash table on the bytes of the cell, with a guess before it: the symbol is the last one, or
/// the one that followed the last one before.
struct SymbolTable {
  /// A spelling of a symbol. The first 16 bytes are kept as two words, zeros behind the end.
  private struct Spelling: BitwiseCopyable {
    var low: UInt64
    var high: UInt64
    var count: Int32
    var series: Int32
    /// The index of the spelling that followed this one the last time.
    var successor: Int32
  }

  /// Why a cell names no series.
  enum Failure: Error {
    case missing
    case encoding
  }

  private(set) var symbols: [Symbol] = []
  private var numbers: [Symbol: Int32] = [:]
  private var spellings: [Spelling] = []
  /// The whole text of spellings longer than 16 bytes.
  private var longTexts: [Int32: [UInt8]] = [:]
  /// The index of a spelling, or -1; a power of two long and at most half full.
  private var slots = [Int32](repeating: -1, count: 64)
  private var last: Int32 = 0

  /// The series of a symbol given by other means than a cell.
  mutating func series(of symbol: Symbol) -> Int32 {
    if let number = numbers[symbol] { return number }
    let number = Int32(symbols.count)
    numbers[symbol] = number
    symbols.append(symbol)
    return number
  }

  /// The number of the series that a cell names.
  ///
  /// - Parameter text: at least 16 bytes that may be read.
  @inline(__always)
  mutating func series(_ text: UnsafePointer<UInt8>, _ count: Int) throws(Failure) -> Int32 {
    if count &- 1 < 16, count > 0, !spellings.isEmpty {
      let (low, high) = words(text, count)
      let known = spellings.withUnsafeBufferPointer { known -> Int32? in
        let latest = known[Int(last)]
        if latest.low == low, latest.high == high, latest.count == Int32(count) {
          return latest.series
        }
        let guess = known[Int(latest.successor)]
        guard guess.low == low, guess.high == high, guess.count == Int32(count) else {
          return nil
        }
        last = latest.successor
        return guess.series
      }
      if let known { return known }
    }
    return try find(UnsafeBufferPointer(start: text, count: count))
  }

  @inline(never)
  private mutating func find(_ cell: UnsafeBufferPointer<UInt8>) throws(Failure) -> Int32 {
    guard let text = cell.baseAddress else { throw .missing }
    let (low, high) = words(text, min(cell.count, 16))
    var slot = hash(low, high, cell.count) & (slots.count - 1)
    while slots[slot] >= 0 {
      if matches(slots[slot], low, high, cell) { return follow(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let name = trimmed(cell)
    guard !name.isEmpty else { throw .missing }
    guard isText(name) else { throw .encoding }
    let series = series(of: Symbol(rawValue: String(decoding: name, as: UTF8.self)))
    return follow(insert(cell, low, high, slot: slot, series: series))
  }

  private mutating func insert(
    _ cell: UnsafeBufferPointer<UInt8>, _ low: UInt64, _ high: UInt64, slot: Int, series: Int32
  ) -> Int32 {
    let index = Int32(spellings.count)
    spellings.append(
      Spelling(low: low, high: high, count: Int32(cell.count), series: series, successor: 0))
    if cell.count > 16 { longTexts[index] = Array(cell) }
    slots[slot] = index
    if spellings.count * 2 > slots.count { grow() }
    return index
  }

  /// Notes that a spelling followed the last one, and returns its series.
  private mutating func follow(_ index: Int32) -> Int32 {
    spellings[Int(last)].successor = index
    last = index
    return spellings[Int(index)].series
  }

  private func matches(
    _ index: Int32, _ low: UInt64, _ high: UInt64, _ cell: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let spelling = spellings[Int(index)]
    guard spelling.low == low, spelling.high == high, spelling.count == Int32(cell.count) else {
      return false
    }
    return cell.count <= 16 || longTexts[index].map { $0.elementsEqual(cell) } ?? false
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, spelling) in spellings.enumerated() {
      var slot = hash(spelling.low, spelling.high, Int(spelling.count)) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  @inline(__always)
  private func words(_ text: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(text)
    let low = raw.loadUnaligned(as: UInt64.self)
    if count <= 8 {
      return (low & ~UInt64(0) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* max(count, 1)), 0)
    }
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return (low, high & ~UInt64(0) &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count))
  }

  private func hash(_ low: UInt64, _ high: UInt64, _ count: Int) -> Int {
    // A multiplicative hash (Knuth, vol. 3, 6.4); the high half of the product is well mixed.
    var mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    return Int(truncatingIfNeeded: mixed &* 0xD6E8_FEB8_6659_FD93 >> 33)
  }
}
