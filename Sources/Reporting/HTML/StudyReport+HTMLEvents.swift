import Tables

extension StudyReport {
  private static let mostEventLines = 200

  /// Where each event lies in the data and why, and which events are not in the study.
  func writeEvents(to page: inout HTMLPage) {
    page.section("events", "Events") { page in
      page.paragraph(sampleSentence)
      page.list(includedReasons)
      writeIncluded(to: &page)
      writeExcluded(to: &page)
    }
  }

  private func writeIncluded(to page: inout HTMLPage) {
    let lines = lines(of: included) { [$0.date("session"), $0.text("alignment")] }
    guard !lines.isEmpty else { return }
    let zones = lines.compactMap { $0.event.text("time_zone") }.distinct()
    if let zone = zones.first, zones.count == 1 { page.paragraph("Times are in \(zone).") }
    let shown = Array(lines.prefix(Self.mostEventLines))
    let texts = [("group", "event_group"), ("news", "title")].filter { _, column in
      shown.contains { $0.event.text(column) != nil }
    }.map { title, column in
      GridColumn(title, overflow: .wrap) { self.cell(shown[$0].event, column) }
    }
    page.table(
      "Events in the study and the session each is on",
      eventColumns(shown, showsZone: zones.count > 1) + texts, rows: shown.count)
    page.shown(shown.count, of: lines.count, "events", command: export("events"))
  }

  private func writeExcluded(to page: inout HTMLPage) {
    guard !excluded.isEmpty else { return }
    let lines = lines(of: excluded) { [$0.date("event_date"), $0.text("reason")] }
    let shown = Array(lines.prefix(Self.mostEventLines))
    if lines.count > Self.mostExcluded {
      let reasons = counts(excluded.compactMap { $0.text("reason") })
      page.table("Why events are excluded", columns(reasons), rows: reasons.count)
    }
    page.table("Excluded events", excludedColumns(shown), rows: shown.count)
    page.shown(shown.count, of: lines.count, "excluded events", command: export("events"))
  }
}
