import EventStudy
import Tables

extension StudyReport {
  /// The tests of every model: each window's, first the one to read first.
  func writeTests(to page: inout HTMLPage) {
    guard !models.isEmpty, !included.isEmpty else { return }
    page.section("tests", "Tests") { page in
      page.paragraph(
        included.count > 1
          ? "In each table the first row is the test to read first. \(Stars.usual.legend)."
          : "One event: tests across events do not apply. \(Stars.usual.legend).")
      for (mark, words) in included.count > 1 ? marks(of: tables.records("tests")) : [] {
        page.paragraph("\(mark)  \(words)", style: "quiet note")
      }
      for model in models { writeTests(of: model, to: &page) }
    }
  }

  private func writeTests(of model: String, to page: inout HTMLPage) {
    page.subheading("Model \(model)")
    if hasFewEvents { writeOwnTests(of: model, to: &page) }
    guard included.count > 1 else { return }
    let samples = results[model] ?? []
    for sample in samples {
      if sample.group == ChartScope.everything {
        writeWindows(sample, "all events", to: &page)
      } else if sample.eventCount == samples.first?.eventCount {
        page.paragraph("All events are in group \(sample.group).")
      } else {
        page.details("Group \(sample.group)") { page in
          writeWindows(sample, "group \(sample.group)", to: &page)
        }
      }
    }
  }

  private func writeOwnTests(of model: String, to page: inout HTMLPage) {
    let cars = tables.records("car").filter { $0.text("model") == model }
    guard !cars.isEmpty else { return }
    page.table(
      "Each event on its own, model \(model)", cumulatedColumns(cars, naming: .everyRow),
      rows: cars.count)
    page.list(untestedSentences(cars))
  }

  private func writeWindows(_ sample: SampleResults, _ events: String, to page: inout HTMLPage) {
    for record in sample.windows {
      guard let window = record.window else { continue }
      let tests = sample.tests(of: window)
      let best = bestTest(tests)
      let ordered = tests.filter { $0.row == best?.row } + tests.filter { $0.row != best?.row }
      let average = "\(words.cumulativeAverage) \(window) \(valueText(record.number("caar")))"
      for line in summaryLines(of: record, sample.dependence(of: window)) {
        page.paragraph("\(average): \(line)", style: "note")
      }
      guard !tests.isEmpty else { continue }
      page.table(
        "\(average), model \(sample.model), \(events)",
        testColumns(ordered, caar: record.number("caar")), rows: ordered.count,
        marked: best == nil ? nil : 0)
      for sentence in notes(of: record, tests) { page.paragraph(sentence) }
    }
  }
}
