public import EventStudy
public import Tables

/// The report of a study as text for a terminal, made from its result tables.
///
/// It reads only the tables, so a study that was saved is shown without computing it again.
/// Returns are in percent with 2 decimals, logarithms have 3, p-values have 4, statistics 3; `reaction export`
/// carries every digit.
public struct StudyReport {
  /// Events up to which each event's own results are printed.
  static let fewEvents = 10

  let name: String
  let question: [String]
  let tables: TableSet
  /// How what was measured is spoken of.
  let words: MeasureWords
  let style: TextStyle
  /// Models in the order of the tables.
  let models: [String]
  /// Events that are in the study.
  let included: [Record]
  /// Events that are not.
  let excluded: [Record]
  /// Events on the very series that their normal returns are measured against.
  let onMarketItself: Set<EventKey>
  /// Whether the notices say that events share sessions.
  let eventsShareSessions: Bool
  /// The tests that the notices advise to read first.
  let advisedTests: [String]
  /// The results by model; for each the whole sample comes before the groups.
  let results: [String: [SampleResults]]

  /// A report of the named study.
  ///
  /// - Parameters:
  ///   - name: The study's name in the database.
  ///   - question: What was studied, in words: one paragraph an element.
  ///   - tables: The result tables, with the names and columns of `ResultSchema`; a table that is
  ///     absent or empty leaves its section out.
  ///   - words: How what the study measures is spoken of.
  ///   - style: How the text is laid out.
  public init(
    name: String, question: [String], tables: TableSet,
    words: MeasureWords = StudySpec.Measure.return.words, style: TextStyle = .plain
  ) {
    self.words = words
    self.name = name
    self.question = question
    self.tables = tables
    self.style = style
    models = ["car", "aar", "caar"].flatMap { tables[$0]?.distinctTexts("model") ?? [] }.distinct()
    let events = tables.records("events")
    included = events.filter { $0.text("status") == "included" }
    excluded = events.filter { $0.text("status") != "included" }
    onMarketItself = Self.onMarketItself(included)
    eventsShareSessions = tables.records("notices").contains {
      $0.text("code") == "shared_sessions"
    }
    advisedTests = Self.advisedTests(tables)
    results = SampleResults.all(in: tables)
  }

  /// The whole report; every line ends with a line feed.
  public func text() -> String {
    var page = Page(style: style)
    page.title("Event study: \(name)")
    writeHeadline(to: &page)
    writeQuestion(to: &page)
    writeSample(to: &page)
    writeWarnings(to: &page)
    writeEvents(to: &page)
    for model in models { writeModel(model, results[model] ?? [], to: &page) }
    writeLegend(to: &page)
    writeNotes(to: &page)
    writeProvenance(to: &page)
    writeCommands(to: &page)
    return page.lines.map { $0 + "\n" }.joined()
  }

  private func writeQuestion(to page: inout Page) {
    guard !question.isEmpty else { return }
    page.heading("Question")
    for paragraph in question { page.paragraph(printable(paragraph)) }
  }

  /// Whether each event's own results are printed.
  var hasFewEvents: Bool { (1...Self.fewEvents).contains(included.count) }

  private func writeModel(_ model: String, _ samples: [SampleResults], to page: inout Page) {
    if hasFewEvents { writeOwnResults(model, to: &page) }
    guard included.count > 1, let whole = samples.first else { return }
    for sample in samples {
      let isWhole = sample.group == whole.group
      let events = sample.group == "all" ? "all events" : "group \(printable(sample.group))"
      page.heading("Model \(printable(model))\(separator)\(events)")
      if !isWhole, sample.eventCount == whole.eventCount {
        page.paragraph("All events are in this group: see above.")
      } else if !isWhole, sample.eventCount == 1, hasFewEvents {
        page.paragraph("One event: its own results are above.")
      } else {
        if isWhole { writeFits(of: model, to: &page) }
        writeAverages(sample, to: &page)
        writeWindows(sample, to: &page)
      }
    }
  }

  /// Stands between facts of one line.
  var separator: String { " \(style.dot) " }
}

extension Table {
  /// The different texts of a column in the order of first appearance.
  func distinctTexts(_ column: String) -> [String] {
    guard case .text(let codes, let labels) = self[column]?.values else { return [] }
    return codes.distinct().filter { $0 >= 0 }.map { labels[Int($0)] }
  }
}
