import EventStudy
import Tables

extension StudyReport {
  static let mostModels = 4

  /// The answer of each model in a sentence or two.
  func writeHeadline(to page: inout Page) {
    if included.isEmpty {
      guard !excluded.isEmpty else { return }
      page.heading("In short")
      page.paragraph(unusable)
      return
    }
    guard !models.isEmpty else { return }
    page.heading("In short")
    for model in models.prefix(Self.mostModels) {
      let mark = models.count > 1 ? "\(printable(model)): " : ""
      page.paragraph(answer(of: model), mark: mark, paint: style.bold)
    }
    let rest = models.count - Self.mostModels
    if rest > 0 { page.line("\(style.ellipsis) and \(counted(rest, "more model")) below") }
  }

  /// Why there is no answer at all.
  var unusable: String { "No event could be used: \(reasonsInShort)." }

  private var reasonsInShort: String {
    let reasons = counts(excluded.compactMap(reasonCode))
    let named = reasons.prefix(3).map {
      "\(reasonWords($0.reason)) (\(countText($0.count)))"
    }
    return (named + (reasons.count > 3 ? ["other reasons"] : [])).joined(separator: "; ")
  }

  /// The answer of a model.
  func answer(of model: String) -> String {
    let samples = results[model] ?? []
    let own = hasFewEvents ? ownAnswers(of: model) : nil
    guard included.count > 1, let whole = samples.first, let first = whole.windows.first else {
      return own ?? "no result."
    }
    let average = averageAnswer(first, whole)
    return own.map { "\(average) Alone: \($0)" } ?? (average + otherWindows(whole))
  }

  private func averageAnswer(_ record: Record, _ sample: SampleResults) -> String {
    let over = record.window.map { " over \($0)" } ?? ""
    let average =
      "Average \(words.cumulative) \(valueText(record.number("caar")))\(over) (\(sizeText(record)))"
    guard let test = record.window.flatMap({ bestTest(sample.tests(of: $0)) }),
      let p = test.number("p_value")
    else { return "\(average): no test." }
    let caution = sharesSessions(test) ? ", which rejects too often here" : ""
    return "\(average): \(significance(p)) at 5% (\(cell(test, "test")) "
      + "p\u{A0}\(headlineP(p))\(caution))."
  }

  /// Events of an average, and on how many sessions they fall when that is fewer.
  private func sizeText(_ record: Record) -> String {
    let rows = record.integer("n_events") ?? included.count
    let sessions = included.compactMap { $0.date("session") }.distinct().count
    return sessions == 0 || sessions >= rows
      ? counted(rows, "event") : "\(counted(rows, "row")), \(counted(sessions, "session"))"
  }

  private func otherWindows(_ sample: SampleResults) -> String {
    let others = sample.windows.dropFirst().prefix(3).compactMap { record -> String? in
      guard let window = record.window else { return nil }
      let p = bestTest(sample.tests(of: window)).flatMap { $0.number("p_value") }
      let tested = p.map { " (p\u{A0}\(headlineP($0)))" } ?? ""
      return "\(window) \(valueText(record.number("caar")))\(tested)"
    }
    return others.isEmpty ? "" : " Other windows: \(others.joined(separator: ", "))."
  }

  /// The test to believe first among those with an answer: the one that the notices advise to read
  /// first; without advice, where events share sessions one that allows for it, else one that is
  /// robust to a variance that the events raise.
  func bestTest(_ tests: [Record]) -> Record? {
    let answered = tests.filter { $0.number("p_value") != nil }
    func first(_ ids: [String]) -> Record? {
      ids.lazy.compactMap { id in answered.first { $0.text("test") == id } }.first
    }
    let allowing =
      eventsShareSessions ? first(["cda_t"]) ?? answered.first { !sharesSessions($0) } : nil
    return first(advisedTests) ?? allowing ?? first(["bmp_t", "csect_t", "cda_t"]) ?? answered.first
  }
}

/// Whether a p-value rejects at the report's level, in words.
func significance(_ p: Double) -> String {
  p < StudyReport.level ? "significant" : "not significant"
}

/// A p-value with two decimals where more do not matter.
func headlineP(_ p: Double) -> String {
  p < 0.1 ? pValueText(p) : roundedText(p, decimals: 2)
}
