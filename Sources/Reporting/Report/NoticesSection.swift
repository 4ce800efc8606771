import Tables

extension StudyReport {
  /// Messages of one code printed in full.
  private static let mostOfOneCode = 3

  /// What may mislead, before any result.
  func writeWarnings(to page: inout Page) {
    write(warnings, heading: "Warnings", mark: "! ", paint: style.yellow, to: &page)
  }

  /// What else was noticed, after the results.
  func writeNotes(to page: inout Page) {
    write(notes, heading: "Notes", mark: "\(style.dot) ", paint: style.dim, to: &page)
  }

  var warnings: [Record] {
    tables.records("notices").filter { ["warning", "error"].contains($0.text("severity")) }
  }

  var notes: [Record] {
    tables.records("notices").filter { !["warning", "error"].contains($0.text("severity")) }
  }

  private func write(
    _ notices: [Record], heading: String, mark: String, paint: (String) -> String,
    to page: inout Page
  ) {
    guard !notices.isEmpty else { return }
    page.heading(heading)
    for (shown, rest) in byCode(notices) {
      for words in shown { page.paragraph(words, mark: mark, paint: paint) }
      if rest > 0 { page.more(rest, name, "notices") }
    }
  }

  /// The messages by code, and how many more of the code there are than are shown.
  func byCode(_ notices: [Record]) -> [(shown: [String], rest: Int)] {
    notices.map { $0.text("code") }.distinct().map { code in
      let same = notices.filter { $0.text("code") == code }
      return (
        same.prefix(Self.mostOfOneCode).map(words), max(0, same.count - Self.mostOfOneCode)
      )
    }
  }

  private func words(of notice: Record) -> String {
    let message = cell(notice, "message")
    return notice.text("event_id").map { "\(printable($0)): \(message)" } ?? message
  }
}
