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
    guard cell.utf8.count <= 40, let core = digitsAndMarks(cell) else { return }
    let (points, commas) = (core.count { $0 == "." }, core.count { $0 == "," })
    guard points + commas > 0 else { return }
    if points > 0, commas > 0 {
      let last: DecimalMark = core.last { $0 == "." || $0 == "," } == "." ? .point : .comma
      if (last == .point ? points : commas) == 1 { show(last, cell) }
    } else {
      note(core, only: points > 0 ? .point : .comma, cell)
    }
  }

  /// Takes note of a number with marks of one kind.
  private mutating func note(_ core: [Character], only mark: DecimalMark, _ cell: String) {
    let parts = core.split(separator: mark == .point ? "." : ",", omittingEmptySubsequences: false)
    let areGroups = parts.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(parts[0].count)
    if parts.count > 2 {
      if areGroups { show(mark.other, cell) }
    } else if areGroups, parts[0].first != "0" {
      openCounts[mark, default: 0] += 1
      openExamples[mark] = openExamples[mark] ?? shown(cell)
    } else {
      show(mark, cell)
    }
  }

  private mutating func show(_ mark: DecimalMark, _ cell: String) {
    counts[mark, default: 0] += 1
    examples[mark] = examples[mark] ?? shown(cell)
  }

  private func shown(_ cell: String) -> String { "'\(cell.trimmingSpaces)'" }
}

/// The digits, points and commas of a number, what else a number may have left out; `nil` for a
/// text that is no number.
private func digitsAndMarks(_ cell: String) -> [Character]? {
  let aside = Set("+-−()%$€£¥₹'’ \u{A0}\u{202F}\u{2009}kKmMbBtT")
  let core = cell.filter { !aside.contains($0) }
  let isNumber = core.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
  return isNumber && core.contains { ("0"..."9").contains($0) } ? Array(core) : nil
}
