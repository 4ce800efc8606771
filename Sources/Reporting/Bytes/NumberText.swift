import MarketData

/// Writes a number with the fewest digits that read back as the same number.
///
/// The digits are those of Swift's description (SwiftDtoa, shortest round trip). Whole numbers
/// below 2^53 have no fraction (`5`, not `5.0`), negative zero is `0`, and exponents have neither
/// padding nor plus sign (`1e-5`, `1e300`), a form every CSV and JSON reader accepts. Infinities
/// are `inf` and `-inf`; the caller decides what stands for a missing number.
func exactText(_ value: Double) -> String {
  if value.magnitude < 0x1p53, value == value.rounded(.towardZero) { return String(Int64(value)) }
  let text = value.description
  // Swift writes an exponent only outside this range; most numbers need not be searched for one.
  if value.magnitude >= 1e-4, value.magnitude < 0x1p53 { return text }
  guard let mark = text.utf8.lastIndex(of: UInt8(ascii: "e")) else { return text }
  let mantissa = text[..<mark]
  let exponent = text[text.index(after: mark)...]
  let sign = exponent.first == "-" ? "-" : ""
  let digits = exponent.drop { $0 == "+" || $0 == "-" || $0 == "0" }
  return (mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa) + "e" + sign + digits
}

/// A number rounded to a count of decimals, without ever printing a negative zero.
///
/// The binary value is rounded exactly, ties to even, as C's `printf` does. Magnitudes too large
/// for an exact answer are written with `exactText`.
func roundedText(_ value: Double, decimals: Int, plus: Bool = false) -> String {
  let scale = powersOfTen[decimals]
  let scaled = value * scale
  guard scaled.magnitude < 0x1p52 else { return exactText(value) }
  let units = Int64(roundedProduct(value, scale, scaled))
  let sign = units < 0 ? "-" : plus && units > 0 ? "+" : ""
  let (whole, part) = units.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
  guard decimals > 0 else { return sign + String(whole) }
  let digits = String(part)
  let zeros = String(repeating: "0", count: decimals - digits.utf8.count)
  return sign + String(whole) + "." + zeros + digits
}

/// The whole number nearest to the exact product of two numbers, given their rounded product.
private func roundedProduct(_ value: Double, _ scale: Double, _ product: Double) -> Double {
  let floor = product.rounded(.down)
  guard product - floor == 0.5 else { return product.rounded(.toNearestOrEven) }
  // The product rounds to a tie; what it lost in rounding says on which side the exact one lies.
  let lost = (-product).addingProduct(value, scale)
  if lost == 0 { return product.rounded(.toNearestOrEven) }
  return lost > 0 ? floor + 1 : floor
}

/// A count with thousands separated by commas: `12,430`.
func countText(_ count: Int) -> String {
  let digits = Array(String(count.magnitude))
  var text = count < 0 ? "-" : ""
  for (position, digit) in digits.enumerated() {
    if position > 0, (digits.count - position) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// A date written `yyyy-mm-dd`, from days since 1970-01-01.
func dateText(_ ordinal: Int) -> String { CalendarDate(ordinal: ordinal).description }
