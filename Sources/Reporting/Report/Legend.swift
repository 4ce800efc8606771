import Tables

extension StudyReport {
  /// What the marks and the tests' names in the tables mean, once for all of them.
  func writeLegend(to page: inout Page) {
    guard !models.isEmpty, !included.isEmpty else { return }
    page.heading("How to read the tables")
    page.line(Stars.legend)
    // Tests across events are printed for more than one.
    guard included.count > 1 else { return }
    let tests = tables.records("tests")
    if tests.contains(where: sharesSessions) {
      page.paragraph(
        "the test takes events as independent, but these share sessions: it rejects too often.",
        mark: "!  ", paint: style.yellow)
    }
    writeApproximate(tests, to: &page)
    writeUndefined(tests, to: &page)
    writeNames(tests, to: &page)
  }

  private func writeApproximate(_ tests: [Record], to page: inout Page) {
    let approximate = tests.filter { $0.text("status") == "approximate" }
    guard !approximate.isEmpty else { return }
    let reasons = approximate.compactMap(reasonWords).distinct()
    let because = reasons.isEmpty ? "" : " (\(listed(reasons)))"
    page.paragraph("the p-value is approximate\(because).", mark: "~  ")
  }

  private func writeUndefined(_ tests: [Record], to page: inout Page) {
    let undefined = tests.filter { $0.text("status") == "undefined" }
    guard !undefined.isEmpty else { return }
    let reasons = undefined.map(reasonWords).distinct().map { reason in
      let same = names(undefined.filter { reasonWords($0) == reason })
      return "\(listed(same)) (\(reason ?? "no reason recorded"))"
    }
    page.paragraph("no answer: \(reasons.joined(separator: "; ")).", mark: "-  ")
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
