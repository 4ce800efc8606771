import Tables

extension StudyReport {
  private static let mostEvents = 20

  /// Where each event lies in the data, and why there.
  func writeEvents(to page: inout Page) {
    let lines = lines(of: included) { [$0.date("session"), $0.text("alignment")] }
    guard !lines.isEmpty else { return }
    page.heading("Events")
    let zones = lines.compactMap { $0.event.text("time_zone") }.distinct()
    if let zone = zones.first, zones.count == 1 {
      page.line("Times are in \(printable(zone)).")
      page.blank()
    }
    let shown = Array(lines.prefix(Self.mostEvents))
    page.grid(eventColumns(shown, showsZone: zones.count > 1), rows: shown.count)
    if lines.count > shown.count { page.more(lines.count - shown.count, name, "events") }
  }

  /// When events were, and on which session they are.
  func eventColumns(_ lines: [EventLine], showsZone: Bool) -> [GridColumn] {
    let zone = GridColumn("zone", overflow: .wrap) { cell(lines[$0].event, "time_zone") }
    return [
      GridColumn("event", overflow: .wrap) { cell(lines[$0].event, "event_id") },
      GridColumn("symbol", overflow: .cut) { symbolText(lines[$0]) },
      GridColumn("time") { timeText(lines[$0].event) },
    ] + (showsZone ? [zone] : []) + [
      GridColumn("session") { lines[$0].event.date("session") ?? "-" },
      GridColumn("shift", right: true) {
        lines[$0].event.integer("shift_days").map(signed) ?? "-"
      },
      GridColumn("why", overflow: .wrap) {
        AlignmentWords.words(for: cell(lines[$0].event, "alignment"))
      },
    ]
  }

  /// The time on the event's own clock without its offset and seconds, or only the date.
  private func timeText(_ event: Record) -> String {
    let date = event.date("event_date") ?? "-"
    guard let time = event.text("event_time").map(printable) else { return date }
    let parts = time.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard let clock = parts.last, clock.contains(":") else { return time }
    return "\(parts.count > 1 ? String(parts[0]) : date) \(clock.prefix(5))"
  }
}
