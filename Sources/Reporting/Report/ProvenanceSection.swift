import Tables

extension StudyReport {
  /// Keys whose values are documents, not facts to read in a report.
  private static let documents: Set = ["spec"]

  /// What the results were made from.
  func writeProvenance(to page: inout Page) {
    let facts = provenanceFacts
    guard !facts.isEmpty else { return }
    page.heading("Provenance")
    let keys = facts.map { truncated(cell($0, "key"), to: 40, mark: style.ellipsis) }
    let width = keys.map(displayWidth).max() ?? 0
    for (key, fact) in zip(keys, facts) {
      let mark = padded(key, to: width) + "  "
      page.paragraph(valueText(cell(fact, "value")), mark: mark, paint: style.dim)
    }
    page.line(style.dim("Full values: reaction export \(name) --table provenance"))
  }

  /// The entries that are facts and not documents.
  var provenanceFacts: [Record] {
    tables.records("provenance").filter { !Self.documents.contains($0.text("key") ?? "") }
  }

  /// A digest is long and read by programs: its first digits are enough to tell two apart.
  private func valueText(_ value: String) -> String {
    guard value.utf8.count == 64, value.allSatisfy(\.isHexDigit) else { return value }
    return "sha256 \(value.prefix(16))\(style.ellipsis)"
  }

  /// The commands that show more.
  func writeCommands(to page: inout Page) {
    page.heading("See also")
    let results = [
      ("every test", "tests"), ("CARs by event", "car"), ("daily returns", "ar"),
      ("model fits", "fits"),
    ]
    let meanings = [("every event", "events")] + (included.isEmpty ? [] : results)
    for (meaning, table) in meanings {
      let command = "reaction export \(name) --table \(table) --format csv"
      page.line(style.dim(padded(meaning, to: 15)) + command)
    }
  }
}
