import Tables

extension ReactionReport {
  private static let mostLines = 200

  /// The report as one HTML file that loads nothing and needs no script.
  ///
  /// It says what ``text()`` says, with charts and provenance, and is well-formed XML too.
  public func html() -> String {
    var page = HTMLPage()
    page.section("verdict", "In short") { writeVerdict(to: &$0) }
    writeFigures(to: &page)
    page.section("reactions", "Reactions") { writeReactions(to: &$0) }
    if let averages = measures.averages, records.count > Self.few {
      page.section("afterwards", averages.title) { write(averages, to: &$0) }
    }
    if !shares.parts.isEmpty {
      page.section("shares", "When the day's move came about") { page in
        for part in shares.parts {
          page.paragraph(part.explanation)
          write(part.grid, to: &page)
        }
      }
    }
    page.section("provenance", "Provenance") { writeProvenance(to: &$0) }
    return HTMLDocument.text(
      title: records.count == 1 ? title(records[0]) : "Reactions: \(name)", lead: asked, page,
      footer: HTMLDocument.footer(of: tables))
  }

  private var asked: String {
    "How far did prices move after the news, how much of the move held to the close, and is that "
      + "unusual among ordinary days?"
  }

  private func writeVerdict(to page: inout HTMLPage) {
    guard let only = records.first, records.count == 1 else {
      for (position, sentence) in summary.enumerated() {
        page.paragraph(sentence, style: position == 0 ? "answer" : "")
      }
      return
    }
    let words = ReactionWords(record: only)
    page.paragraph(
      [words.outcome, words.verdict].compactMap { $0 }.joined(separator: " "), style: "answer")
    page.list(words.limits, style: "caution")
  }

  /// The charts of which the run has something to draw.
  private func writeFigures(to page: inout HTMLPage) {
    let study = StudyReport(name: name, question: [], tables: tables)
    let figures = ([ReactionsChart(), ReactionPathsChart()] as [any Chart]).compactMap { chart in
      (try? study.figure(chart)).map { (id: chart.id, figure: $0) }
    }
    guard !figures.isEmpty else { return }
    page.section("charts", "The way of prices") { page in
      page.group("figures") { page in
        for (id, figure) in figures {
          page.figure(
            figure, id: "\(id)-1", width: 480,
            command: "reaction chart \(name) \(id) --format csv")
        }
      }
    }
  }

  private func writeReactions(to page: inout HTMLPage) {
    if records.count <= Self.few {
      for record in records where record.number("gap") != nil {
        if records.count > 1 { page.subheading(title(record)) }
        page.facts(facts(record, ReactionWords(record: record)).map { (name: $0.0, value: $0.1) })
      }
    }
    let shown = Array(records.prefix(Self.mostLines))
    page.table(
      "Changes of prices, and the share of the furthest move that was undone", columns(shown),
      rows: shown.count)
    page.shown(
      shown.count, of: records.count, "reactions",
      command: "reaction export \(name) --table reactions --format csv")
  }

  private func write(_ grid: TitledGrid, to page: inout HTMLPage) {
    page.table(grid.title, grid.columns, rows: grid.rows)
  }

  private func writeProvenance(to page: inout HTMLPage) {
    page.facts(
      tables.records("provenance").map {
        (name: $0.text("key") ?? "", value: $0.text("value") ?? "")
      })
  }
}
