import EventStudy
import Tables

extension StudyReport {
  /// The results of each event on its own, printed when there are few.
  func writeOwnResults(_ model: String, to page: inout Page) {
    let events = included
    let cars = tables.records("car").filter { $0.text("model") == model }
    guard !cars.isEmpty else { return }
    if events.count == 1 {
      writeOnlyEvent(events[0], model, cars, to: &page)
    } else {
      page.heading("Model \(model)\(separator)each event")
      writeCumulated(cars, naming: .firstRows, to: &page)
      page.blank()
      writeUntested(cars, to: &page)
    }
  }

  private func writeOnlyEvent(
    _ event: Record, _ model: String, _ cars: [Record], to page: inout Page
  ) {
    page.heading("Model \(model)\(separator)\(cell(event, "event_id")) on \(cell(event, "symbol"))")
    writeFits(of: model, to: &page)
    let days = tables.records("ar").filter { $0.text("model") == model }
    if !days.isEmpty {
      writeDays(days, to: &page)
      page.blank()
    }
    writeCumulated(cars, naming: .none, to: &page)
    page.blank()
    for car in cars { page.paragraph(verdict(of: car)) }
    page.paragraph("One event: tests across events do not apply.")
  }

  private func writeDays(_ days: [Record], to page: inout Page) {
    page.grid(
      [
        GridColumn(words.day, right: true) { days[$0].integer("rel_day").map(signed) ?? "-" },
        GridColumn("session") { days[$0].date("session") ?? "-" },
        GridColumn(words.value, right: true) { valueText(days[$0].number("actual")) },
        GridColumn("expected", right: true) { valueText(days[$0].number("expected")) },
        GridColumn(words.abnormal, right: true) { valueText(days[$0].number("ar")) },
      ] + testColumns(days), rows: days.count)
  }

  private func writeCumulated(_ cars: [Record], naming: EventNaming, to page: inout Page) {
    page.grid(cumulatedColumns(cars, naming: naming), rows: cars.count)
  }

  /// Which of the rows of an event name it.
  enum EventNaming {
    case none, firstRows, everyRow
  }

  /// CARs of events with their own tests.
  func cumulatedColumns(_ cars: [Record], naming: EventNaming) -> [GridColumn] {
    func name(_ column: String) -> (Int) -> String {
      { row in
        naming == .everyRow || isFirst(cars, row) ? cell(cars[row], column) : ""
      }
    }
    let event = [
      GridColumn("event", overflow: .wrap, cell: name("event_id")),
      GridColumn("symbol", overflow: .cut, cell: name("symbol")),
    ]
    let held = [
      GridColumn("BHAR", right: true) { valueText(cars[$0].number("bhar")) }
    ]
    return (naming == .none ? [] : event) + [
      GridColumn("window") { cars[$0].window?.description ?? "-" },
      GridColumn(words.cumulative, right: true) { valueText(cars[$0].number("car")) },
    ] + (words.isPercent ? held : []) + testColumns(cars)
  }

  /// Whether a row is the first of its event.
  private func isFirst(_ cars: [Record], _ row: Int) -> Bool {
    row == 0 || ["event_id", "symbol"].contains { cars[row].text($0) != cars[row - 1].text($0) }
  }

  private func testColumns(_ rows: [Record]) -> [GridColumn] {
    [
      GridColumn("std error", right: true) {
        rows[$0].number("std_error").map { spreadText($0) } ?? "-"
      },
      GridColumn(words.standardized, right: true) { statisticText(rows[$0].number("statistic")) },
      GridColumn("p", right: true, least: 7) { pValueText(rows[$0].number("p_value")) },
      .stars { rows[$0].number("p_value") },
    ]
  }

  /// Which events have windows without a test, one sentence for each reason.
  private func writeUntested(_ cars: [Record], to page: inout Page) {
    for sentence in untestedSentences(cars) { page.paragraph(sentence) }
  }

  /// The same as sentences.
  func untestedSentences(_ cars: [Record]) -> [String] {
    let untested = cars.filter { $0.number("p_value") == nil }
    return untested.map(reasonWords).distinct().map { reason in
      let events = untested.filter { reasonWords($0) == reason }
        .map { "\(cell($0, "event_id")) on \(cell($0, "symbol"))" }.distinct()
      return "No test for \(listed(events)): \(reason ?? "no reason recorded")."
    }
  }

  private func verdict(of car: Record) -> String {
    let over = car.window.map { " over \($0)" } ?? ""
    guard let p = car.number("p_value") else {
      return "\(words.cumulative)\(over) has no test: \(reasonWords(car) ?? "no p-value")."
    }
    let answer = p < Self.level ? "significant" : "not significant"
    return "\(words.cumulative) \(valueText(car.number("car")))\(over) is \(answer) at 5% "
      + "(\(words.standardized) = \(statisticText(car.number("statistic"))), p = \(pValueText(p)))."
  }
}
