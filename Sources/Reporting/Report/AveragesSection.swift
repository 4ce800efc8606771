import EventStudy
import Tables

extension StudyReport {
  /// Average abnormal returns by day, with their cumulated course as a sparkline.
  func writeAverages(_ sample: SampleResults, to page: inout Page) {
    let days = sample.days
    guard let first = days.first?.integer("rel_day"), let last = days.last?.integer("rel_day")
    else { return }
    let (shown, pValues) = dailyPValues(sample)
    page.grid(
      [
        GridColumn(words.day, right: true) { days[$0].integer("rel_day").map(signed) ?? "-" },
        GridColumn("N", right: true) { days[$0].integer("n_events").map(countText) ?? "-" },
        GridColumn(words.average, right: true) { valueText(days[$0].number("aar")) },
        GridColumn(words.cumulativeAverage, right: true) { valueText(days[$0].number("caar")) },
        GridColumn("positive", right: true) { shareText(days[$0].number("positive_share")) },
      ] + zip(shown, pValues).flatMap { pColumns($0, $1) }, rows: days.count)
    page.blank()
    let course = sparkline(days.map { $0.number("caar") }, unicode: style.unicode)
    page.line(
      "\(words.cumulativeAverage)  \(course)  \(words.day) \(signed(first)) to \(signed(last))")
  }

  /// Two tests and their p-values by day: one that fits the sample, and the robust one.
  private func dailyPValues(_ sample: SampleResults) -> (tests: [String], pValues: [[Double?]]) {
    let tests = sample.days.map { sample.tests(ofDay: $0.integer("rel_day") ?? 0) }
    let has = { id in tests.contains { $0.contains { $0.text("test") == id } } }
    let shown = [eventsShareSessions && has("cda_t") ? "cda_t" : "csect_t", "bmp_t"]
    let pValues = shown.map { id in
      tests.map { day in day.first { $0.text("test") == id }?.number("p_value") }
    }
    return (shown, pValues)
  }

  /// A test's p-values with their stars, unless it has none on any day.
  private func pColumns(_ test: String, _ values: [Double?]) -> [GridColumn] {
    guard values.contains(where: { $0 != nil }) else { return [] }
    return [
      GridColumn("p \(test)", right: true) { pValueText(values[$0]) },
      .stars { values[$0] },
    ]
  }
}
