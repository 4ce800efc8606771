import MarketData
import Testing

@testable import Store

@Suite struct ColumnBlobTests {
  // Made by Reference/column_blob.py, Python 3.11, from the description of the format.
  static let delta8 = "0100000004000000144f000000000000c19606cd0afd4e2e00010301"
  static let delta32 =
    "0200000003000000c0c34840970100000d97c4e6f8f286a700000000e0930400e0930400"
  static let int64 =
    "03000000020000000000000000000000a864817da8f371e1fbffffffffffffff0090cd792f080000"
  static let scaled16 = "04020000040000007e360000000000005ad1c7bd39e750fff2000000ffff3200"
  static let scaled32 = "05010000030000000000000000000000510f4c3f877fe01700000080006cca8800943577"
  static let double =
    "0600000009000000000000000000000040b6fa783068892200000000000000009a9999999999b93f9a9999999999"
    + "c93f343333333333d33f9a9999999999d93f000000000000e03f343333333333e33f676666666666e63f9a9999"
    + "999999e93f"

  @Test(
    arguments: [
      ([20_244, 20_245, 20_248, 20_249], delta8),
      ([1_749_130_200_000, 1_749_130_500_000, 1_749_130_800_000], delta32),
      ([-5, 9_000_000_000_000], int64),
    ] as [([Int64], String)])
  func writesTimesAsDescribed(times: [Int64], expected: String) throws {
    let encoder = ColumnEncoder()
    encoder.begin(columns: 1, count: times.count)
    let blob = try #require(encoder.encode(times: times))
    #expect(hex(blob) == expected)
    #expect(try ColumnBlob(blob, count: times.count).times() == times)
  }

  @Test(
    arguments: [
      (.scaled([14_192, 13_950, .min, 14_000], decimals: 2), scaled16),
      (.scaled([.min, -2_000_000_000, 2_000_000_000], decimals: 1), scaled32),
      (.doubles((0..<9).map { 0.1 * Double($0) }), double),
    ] as [(PriceColumn, String)])
  func writesPricesAsDescribed(column: PriceColumn, expected: String) throws {
    let count = try #require(column.count)
    let encoder = ColumnEncoder()
    encoder.begin(columns: 1, count: count)
    let blob = try #require(encoder.encode(column))
    #expect(hex(blob) == expected)
    #expect(try ColumnBlob(blob, count: count).priceColumn() == column)
    #expect(bits(try ColumnBlob(blob, count: count).doubles()) == bits(column.values))
  }

  @Test(
    arguments: [
      ([], 0), ([7, 7], 2), ([0, 65_534], 2), ([0, 65_535], 4), ([-1, .max], 4),
      ([.min, 5, 65_539], 2),
    ] as [([Int32], Int)])
  func choosesTheNarrowestWidth(integers: [Int32], width: Int) throws {
    let encoder = ColumnEncoder()
    encoder.begin(columns: 1, count: integers.count)
    let column = PriceColumn.scaled(integers, decimals: 0)
    let blob = try #require(encoder.encode(column))
    #expect(blob.count == ColumnHeader.size + width * integers.count)
    #expect(try ColumnBlob(blob, count: integers.count).priceColumn() == column)
  }

  @Test(arguments: [delta8, delta32, int64, scaled16, scaled32, double])
  func findsEveryDamagedBit(text: String) throws {
    let intact = bytes(text)
    let count = Int(intact[4])
    for position in intact.indices where position != 2 && position != 3 {
      for bit in 0..<8 {
        var damaged = intact
        damaged[position] ^= 1 << bit
        #expect(throws: DamagedColumn.self, "byte \(position), bit \(bit)") {
          try damaged.withUnsafeBytes { _ = try ColumnBlob($0, count: count) }
        }
      }
    }
  }

  @Test func saysWhatIsWrong() {
    let intact = bytes(Self.scaled16)
    let cases: [([UInt8], Int, ColumnDamage)] = [
      ([], 4, .length(found: 0, expected: 24)),
      (Array(intact.dropLast()), 4, .length(found: 31, expected: 32)),
      (intact, 5, .count(found: 4, expected: 5)),
      ([9] + intact.dropFirst(), 4, .encoding(9)),
      (intact.dropLast() + [1], 4, .checksum),
    ]
    for (blob, count, expected) in cases {
      let damage = blob.withUnsafeBytes { bytes -> ColumnDamage? in
        do { _ = try ColumnBlob(bytes, count: count) } catch {
          return (error as? DamagedColumn)?.damage
        }
        return nil
      }
      #expect(damage == expected)
    }
  }
}

private func hex(_ bytes: UnsafeRawBufferPointer) -> String {
  bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

private func bytes(_ hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}
