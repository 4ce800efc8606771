import MarketData

/// How the values of a column are laid out in its blob, all little-endian.
enum ColumnEncoding: UInt8 {
  /// Times: differences from the time before, the first from `base`.
  case delta8 = 1
  case delta32 = 2
  /// Times as they are.
  case int64 = 3
  /// Scaled prices: unsigned distances from `base`; `UInt16.max` is missing.
  case scaled16 = 4
  /// Scaled prices as they are; `Int32.min` is missing.
  case scaled32 = 5
  /// Doubles as they are; NaN is missing.
  case double = 6

  /// Whether the values are times; else they are prices.
  var holdsTimes: Bool {
    switch self {
    case .delta8, .delta32, .int64: true
    case .scaled16, .scaled32, .double: false
    }
  }

  var width: Int {
    switch self {
    case .delta8: 1
    case .scaled16: 2
    case .delta32, .scaled32: 4
    case .int64, .double: 8
    }
  }
}

/// What is wrong with a stored column.
public enum ColumnDamage: Hashable, Sendable {
  case length(found: Int, expected: Int)
  case count(found: Int, expected: Int)
  case encoding(Int)
  case checksum
  case missing
}

extension ColumnDamage: CustomStringConvertible {
  /// What is wrong, as the end of a sentence.
  public var description: String {
    switch self {
    case .length(let found, let expected): "\(found) bytes where \(expected) belong"
    case .count(let found, let expected): "\(found) values where \(expected) belong"
    case .encoding(let tag): "its encoding \(tag) is not one of this column's"
    case .checksum: "its checksum does not match"
    case .missing: "it is absent"
    }
  }
}

/// The first bytes of a column's blob; the values follow.
///
/// Byte 0 is the encoding, 1 the decimals of a scaled column, 4-7 the number of values, 8-15 the
/// base of an offset encoding, 16-23 the checksum of the values, seeded with the bytes before it.
struct ColumnHeader {
  static let size = 24

  var encoding: ColumnEncoding
  var decimals: UInt8 = 0
  var count: Int
  var base: Int64 = 0

  var payloadSize: Int { count * encoding.width }

  /// Depends on every field, so that a damaged header fails the checksum too.
  var seed: UInt64 {
    let fields = UInt64(encoding.rawValue) | UInt64(decimals) << 8 | UInt64(count) << 32
    return fields ^ (UInt64(bitPattern: base) &* 0x94D0_49BB_1331_11EB)
  }

  func store(at start: UnsafeMutableRawPointer, checksum: UInt64) {
    start.storeBytes(of: UInt32(encoding.rawValue) | UInt32(decimals) << 8, as: UInt32.self)
    start.storeBytes(of: UInt32(count), toByteOffset: 4, as: UInt32.self)
    start.storeBytes(of: base, toByteOffset: 8, as: Int64.self)
    start.storeBytes(of: checksum, toByteOffset: 16, as: UInt64.self)
  }
}

/// A checked blob of one column, read in place.
struct ColumnBlob {
  let header: ColumnHeader
  let payload: UnsafeRawBufferPointer

  /// Checks length, count and checksum of a blob that should hold `count` values.
  init(_ bytes: UnsafeRawBufferPointer, count: Int) throws(DamagedColumn) {
    guard bytes.count >= ColumnHeader.size else {
      throw DamagedColumn(.length(found: bytes.count, expected: ColumnHeader.size))
    }
    guard let encoding = ColumnEncoding(rawValue: bytes[0]) else {
      throw DamagedColumn(.encoding(Int(bytes[0])))
    }
    let stored = Int(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    guard stored == count else { throw DamagedColumn(.count(found: stored, expected: count)) }
    header = ColumnHeader(
      encoding: encoding, decimals: bytes[1], count: count,
      base: bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self))
    payload = UnsafeRawBufferPointer(rebasing: bytes[ColumnHeader.size...])
    guard payload.count == header.payloadSize else {
      throw DamagedColumn(
        .length(found: bytes.count, expected: ColumnHeader.size + header.payloadSize))
    }
    let expected = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    guard checksum(payload, seed: header.seed) == expected,
      Int(header.decimals) <= PriceColumn.mostDecimals
    else { throw DamagedColumn(.checksum) }
  }
}

/// Thrown while reading a blob; who asked adds series, batch and column.
struct DamagedColumn: Error {
  let damage: ColumnDamage

  init(_ damage: ColumnDamage) { self.damage = damage }
}
