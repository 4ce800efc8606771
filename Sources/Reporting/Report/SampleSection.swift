import Tables

extension StudyReport {
  static let mostExcluded = 10

  /// How many events are in the study, and why the others are not.
  func writeSample(to page: inout Page) {
    page.heading("Sample")
    page.line(sampleSentence)
    for sentence in includedReasons { page.paragraph(sentence) }
    guard !excluded.isEmpty else { return }
    let lines = lines(of: excluded) { [$0.date("event_date"), $0.text("reason")] }
    if lines.count > Self.mostExcluded { writeReasons(excluded, to: &page) }
    writeExcluded(Array(lines.prefix(Self.mostExcluded)), to: &page)
    let rest = lines.count - Self.mostExcluded
    if rest > 0 { page.more(rest, name, "events") }
  }

  /// What is special about events that are in the study.
  var includedReasons: [String] {
    counts(included.compactMap(reasonCode)).map { reason, count in
      "\(countText(count)) of the included: \(reasonWords(reason))."
    }
  }

  /// How many events are in the study and how many are not.
  var sampleSentence: String {
    let (included, excluded) = (included.count, excluded.count)
    guard included > 0 else {
      return "No usable event among \(countText(excluded)): all are excluded."
    }
    let all = counted(included + excluded, "event")
    return excluded == 0
      ? "\(all), all included."
      : "\(all): \(countText(included)) included, \(countText(excluded)) excluded."
  }

  private func writeReasons(_ excluded: [Record], to page: inout Page) {
    page.blank()
    let reasons = counts(excluded.compactMap { $0.text("reason") })
    page.grid(columns(reasons), rows: reasons.count)
  }

  /// Reasons with their counts.
  func columns(_ reasons: [(reason: String, count: Int)]) -> [GridColumn] {
    [
      GridColumn("excluded", reasons.map { countText($0.count) }, right: true),
      GridColumn("because", reasons.map { reasonWords($0.reason) }, overflow: .wrap),
    ]
  }

  private func writeExcluded(_ lines: [EventLine], to page: inout Page) {
    page.blank()
    page.grid(excludedColumns(lines), rows: lines.count)
  }

  /// Events that are not in the study, and why.
  func excludedColumns(_ lines: [EventLine]) -> [GridColumn] {
    [
      GridColumn("excluded event", overflow: .wrap) { cell(lines[$0].event, "event_id") },
      GridColumn("symbol", overflow: .cut) { symbolText(lines[$0]) },
      GridColumn("date") { lines[$0].event.date("event_date") ?? "-" },
      GridColumn("why", overflow: .wrap) { reasonWords(lines[$0].event) ?? "-" },
    ]
  }

  /// Reasons with their counts, the most frequent first.
  func counts(_ reasons: [String]) -> [(reason: String, count: Int)] {
    let counts = reasons.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (reason: $0.key, count: $0.value) }
  }

  /// A text cell that cannot break the layout.
  func cell(_ record: Record, _ column: String) -> String {
    record.text(column).map(printable) ?? "-"
  }
}
