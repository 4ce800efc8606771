import Tables

extension StudyReport {
  /// Messages of one code printed in full.
  private static let mostOfOneCode = 3

  /// What may mislead, before any result.
  func writeWarnings(to page: inout Page) {
    let warnings = notices { $0 == "warning" || $0 == "error" }
    write(warnings, heading: "Warnings", mark: "! ", paint: style.yellow, to: &page)
  }

  /// What else was noticed, after the results.
  func writeNotes(to page: inout Page) {
    let notes = notices { $0 != "warning" && $0 != "error" }
    write(notes, heading: "Notes", mark: "\(style.dot) ", paint: style.dim, to: &page)
  }

  private func notices(_ matches: (String?) -> Bool) -> [Record] {
    tables.records("notices").filter { matches($0.text("severity")) }
  }

  private func write(
    _ notices: [Record], heading: String, mark: String, paint: (String) -> String,
    to page: inout Page
  ) {
    guard !notices.isEmpty else { return }
    page.heading(heading)
    for code in notices.map({ $0.text("code") }).distinct() {
      let same = notices.filter { $0.text("code") == code }
      for notice in same.prefix(Self.mostOfOneCode) {
        page.paragraph(words(of: notice), mark: mark, paint: paint)
      }
      let rest = same.count - Self.mostOfOneCode
      if rest > 0 { page.more(rest, name, "notices") }
    }
  }

  private func words(of notice: Record) -> String {
    let message = cell(notice, "message")
    return notice.text("event_id").map { "\(printable($0)): \(message)" } ?? message
  }
}
