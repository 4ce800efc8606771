/// Reads a number of at most eight bytes, digits with at most one decimal mark between them, eight
/// bytes at a time.
///
/// This is the form of nearly every price and volume. Everything else, also a sign and a missing
/// value, gives `nil` and goes to `DecimalText`.
///
/// - Parameters:
///   - text: At least eight bytes that may be read.
///   - pattern: The `pattern` of the decimal mark.
/// - Returns: `mantissa / 10^decimals`; at most 99,999,999 and 7.
@inline(__always)
func fixedPoint(
  _ text: UnsafePointer<UInt8>, _ count: Int, _ pattern: UInt64 = DecimalMark.point.pattern
) -> (mantissa: Int32, decimals: UInt8)? {
  guard count &- 1 < 8, count > 0 else { return nil }
  // The bytes as one integer, the last digit in the highest byte; each digit becomes its value,
  // and places before the number become 0.
  let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
  var digits = (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  // A byte that is zero here is a point; only the lowest one found is certain to be one.
  let points = digits ^ pattern
  let found = (points &- 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080
  var decimals = 0
  if found != 0 {
    let place = UInt64(truncatingIfNeeded: found.trailingZeroBitCount & ~7)
    decimals = 7 &- Int(truncatingIfNeeded: place &>> 3)
    let below = (1 as UInt64) &<< place &- 1
    // Closes the gap: what stands before the point moves one byte up.
    digits = (digits & ~(below &<< 8 | 0xFF)) | (digits & below) &<< 8
    // A point alone is no number.
    guard count > 1 else { return nil }
  }
  // A byte above 9 sets its highest bit when 0x76 is added to it, or has it set already.
  guard (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
  // Adds neighbours: eight digits become four numbers of two, then two of four and one of eight.
  let pairs = digits &* 10 &+ digits &>> 8
  let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let low = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return (
    Int32(truncatingIfNeeded: (high &+ low) &>> 32), UInt8(truncatingIfNeeded: decimals)
  )
}
