/// The request file of Eventus: a CRSP PERMNO or an eight-character CUSIP and a date `yyyymmdd`,
/// with spaces or a tab between them; the first line may be a comment.
struct EventusRequest: EventDocumentProfile {
  let id = "eventus"
  let title = "Eventus request: PERMNO or CUSIP and yyyymmdd, separated by spaces"

  func match(_ head: String) -> ProfileMatch? {
    let lines = head.split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }.prefix(20)
    // The last line of the head may be cut.
    let rows = (lines.count > 2 ? lines.dropLast() : lines).map { isRow(words($0)) }
    guard rows.dropFirst().allSatisfy({ $0 }), rows.last == true else { return nil }
    return ProfileMatch(
      score: 90, evidence: "lines are an identifier and a date of eight digits, without a header")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    var document = EventDocument([.init("symbol", .symbol), .init("date", .date)])
    let lines = String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var isFirst = true
    for (index, line) in lines.enumerated() {
      let words = words(line.drop { $0 == "\u{FEFF}" })
      guard !words.isEmpty else { continue }
      if isFirst, !isRow(words) {
        document.notes.append("the first line is a comment: \(line.trimmingPrefix("\u{FEFF}"))")
      } else if words.count == 2 {
        document.add([words[0], words[1]], line: index + 1)
      } else {
        // A row that is cut short has no date, and is rejected as such.
        document.add(
          [words[0], words.count > 2 ? words[1...].joined(separator: " ") : nil], line: index + 1)
      }
      isFirst = false
    }
    return document
  }

  private func words(_ line: some StringProtocol) -> [String] {
    String(line).split { $0.isWhitespace }.map { String($0) }
  }

  private func isRow(_ words: [String]) -> Bool {
    guard words.count == 2, (1...8).contains(words[0].utf8.count),
      words[0].allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }),
      words[0].contains(where: \.isNumber)
    else { return false }
    return words[1].utf8.count == 8 && isDate(words[1])
  }
}
