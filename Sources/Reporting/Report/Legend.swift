import Tables

extension StudyReport {
  /// What the marks and the tests' names in the tables mean, once for all of them.
  func writeLegend(to page: inout Page) {
    guard !models.isEmpty, !included.isEmpty else { return }
    page.heading("How to read the tables")
    page.line(Stars.usual.legend)
    // Tests across events are printed for more than one.
    guard included.count > 1 else { return }
    let tests = tables.records("tests")
    for (mark, words) in marks(of: tests) {
      page.paragraph(words, mark: mark + "  ", paint: mark == "!" ? style.yellow : { $0 })
    }
    writeNames(tests, to: &page)
  }

  /// What the marks beside tests mean: those that some test has.
  func marks(of tests: [Record]) -> [(mark: String, words: String)] {
    let shared =
      "the test takes events as independent, but these share sessions: it rejects too often."
    return (tests.contains(where: sharesSessions) ? [("!", shared)] : [])
      + [("~", approximateWords(tests)), ("-", undefinedWords(tests))].compactMap { mark, words in
        words.map { (mark, $0) }
      }
  }

  private func approximateWords(_ tests: [Record]) -> String? {
    let approximate = tests.filter { $0.text("status") == "approximate" }
    guard !approximate.isEmpty else { return nil }
    let reasons = approximate.compactMap(reasonWords).distinct()
    let because = reasons.isEmpty ? "" : " (\(listed(reasons)))"
    return "the p-value is approximate\(because)."
  }

  private func undefinedWords(_ tests: [Record]) -> String? {
    let undefined = tests.filter { $0.text("status") == "undefined" }
    guard !undefined.isEmpty else { return nil }
    let reasons = undefined.map(reasonWords).distinct().map { reason in
      let same = names(undefined.filter { reasonWords($0) == reason })
      return "\(listed(same)) (\(reason ?? "no reason recorded"))"
    }
    return "no answer: \(reasons.joined(separator: "; "))."
  }

  private func writeNames(_ tests: [Record], to page: inout Page) {
    let ids = tests.compactMap { $0.text("test") }.distinct()
    let named = ids.compactMap { id in TestTraits.title(id).map { (id: id, title: $0) } }
    guard !named.isEmpty else { return }
    page.blank()
    let width = named.map { displayWidth($0.id) }.max() ?? 0
    for test in named {
      page.paragraph(test.title, mark: padded(test.id, to: width) + "  ", paint: style.bold)
    }
  }
}
