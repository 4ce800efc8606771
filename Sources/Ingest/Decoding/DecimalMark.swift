/// The character before the decimals of a file's numbers.
public enum DecimalMark: String, CaseIterable, Sendable {
  case point
  case comma

  /// The character itself.
  public var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  /// The other one, which marks thousands where it stands in a number.
  var other: DecimalMark { self == .point ? .comma : .point }

  /// Eight times the character, as digits are looked at eight at a time.
  var pattern: UInt64 { UInt64(byte ^ 0x30) &* 0x0101_0101_0101_0101 }
}

/// What the numbers of a sample say about their decimal mark.
struct DecimalEvidence {
  private var counts: [DecimalMark: Int] = [:]
  private var examples: [DecimalMark: String] = [:]
  /// Numbers such as `1.234`, whose mark may stand before decimals or behind thousands.
  private var openCounts: [DecimalMark: Int] = [:]
  private var openExamples: [DecimalMark: String] = [:]

  init(_ cells: some Sequence<String>) {
    for cell in cells { note(cell) }
  }

  /// The mark that most numbers show. Where none shows any, the comma of a file whose columns are
  /// separated by semicolons, as the comma is then taken, and else the point.
  func mark(delimiter: Dialect.Delimiter) -> DecimalMark {
    let (points, commas) = (counts[.point] ?? 0, counts[.comma] ?? 0)
    if points + commas > 0 { return commas > points ? .comma : .point }
    let isOpen = (openCounts[.comma] ?? 0) > 0 && openCounts[.point] == nil
    return isOpen && delimiter == .semicolon ? .comma : .point
  }

  /// Why a mark is the one it is.
  func words(for mark: DecimalMark) -> String {
    if let count = counts[mark], let example = examples[mark] {
      let against = counts[mark.other].map { other in
        "; \(other) show a \(mark.other.rawValue), as \(examples[mark.other] ?? "")"
      }
      return "\(count) numbers show it, as \(example)" + (against ?? "")
    }
    if let (kind, count) = openCounts.max(by: { ($0.value, $0.key.byte) < ($1.value, $1.key.byte) })
    {
      let reading = kind == mark ? "decimals" : "thousands"
      return "no number shows it: \(count), as \(openExamples[kind] ?? ""), can be read either "
        + "way, and are read as \(reading)"
    }
    return "no number has a mark"
  }

  private mutating func note(_ cell: String) {
    guard let number = MarkedNumber(cell.utf8), let last = number.lastMark else { return }
    let isLastOnce = number.count(last) == 1
    if number.count(last.other) > 0 {
      if isLastOnce { show(last, cell) }
    } else if !isLastOnce {
      if number.isGrouped { show(last.other, cell) }
    } else if number.isGrouped, !number.beginsWithZero {
      openCounts[last, default: 0] += 1
      openExamples[last] = openExamples[last] ?? shown(cell)
    } else {
      show(last, cell)
    }
  }

  private mutating func show(_ mark: DecimalMark, _ cell: String) {
    counts[mark, default: 0] += 1
    examples[mark] = examples[mark] ?? shown(cell)
  }

  private func shown(_ cell: String) -> String { "'\(cell.trimmingSpaces)'" }
}

/// The marks in a number, and how its digits stand around them.
private struct MarkedNumber {
  private var points = 0
  private var commas = 0
  private(set) var lastMark: DecimalMark?
  private(set) var beginsWithZero = false
  /// Whether one to three digits stand before the first mark and three behind each.
  private(set) var isGrouped = true
  private var digits = 0
  private var digitsSinceMark = 0

  /// Takes a text that may be a number; `nil` for one that is none or has no mark.
  init?(_ text: some Collection<UInt8>) {
    guard text.count <= 40 else { return nil }
    for byte in text {
      switch byte {
      case 0x30...0x39: addDigit(byte)
      case DecimalMark.point.byte: addMark(.point)
      case DecimalMark.comma.byte: addMark(.comma)
      default: guard Self.isAside(byte) else { return nil }
      }
    }
    guard digits > 0, lastMark != nil else { return nil }
    isGrouped = isGrouped && digitsSinceMark == 3
  }

  func count(_ mark: DecimalMark) -> Int { mark == .point ? points : commas }

  private mutating func addDigit(_ byte: UInt8) {
    if digits == 0 { beginsWithZero = byte == 0x30 }
    digits += 1
    digitsSinceMark += 1
  }

  private mutating func addMark(_ mark: DecimalMark) {
    isGrouped =
      isGrouped && (lastMark == nil ? (1...3).contains(digitsSinceMark) : digitsSinceMark == 3)
    if mark == .point { points += 1 } else { commas += 1 }
    lastMark = mark
    digitsSinceMark = 0
  }

  /// Whether a byte may stand in a number beside digits and marks: a sign, a space, an apostrophe,
  /// a currency, a letter for a power of ten, or a part of a character beyond ASCII.
  private static func isAside(_ byte: UInt8) -> Bool { byte >= 0x80 || asides.contains(byte) }

  private static let asides = Set("+-()%$' kKmMbBtT".utf8)
}
