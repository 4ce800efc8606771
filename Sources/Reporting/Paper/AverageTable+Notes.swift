import EventStudy
import Statistics

extension AverageTable {
  private static let mostPlaces = 3

  /// What the reader must know to read the numbers.
  var notes: [String] {
    let parts: [[String]] = [
      [belowSentence], legend, [scope], studies.sentences(\.estimationSentence),
      studies.sentences(\.sessionsSentence), studies.sentences(\.weightSentence), otherForms, marks,
      untested, fewer, adjustment,
    ]
    return parts.flatMap { $0 }
  }

  private var belowSentence: String {
    guard let test, let report = studies.first?.report else { return "No test has an answer." }
    let what =
      switch selection.below {
      case .statistic: "the statistic"
      case .p: "the p-value"
      case .standardError: "the standard error"
      }
    let title = test.text("test").flatMap(TestTraits.title).map { ", \($0)" } ?? ""
    return "In parentheses: \(what) of \(report.nameText(test))\(title)."
  }

  private var legend: [String] {
    guard test != nil, !selection.stars.levels.isEmpty else { return [] }
    let alternatives = studies.compactMap(\.spec?.alternative.rawValue).distinct()
    let end = alternatives.count == 1 ? ", \(alternatives[0])." : "."
    let each = studies.sentences { ["p-values \($0.spec?.alternative.rawValue ?? "of its own")."] }
    return [selection.stars.legend + end] + (alternatives.count > 1 ? each : [])
  }

  /// What all cells share, and the models by their titles.
  private var scope: String {
    let models = axes.models
    var facts = ["\(models.count == 1 ? "Model" : "Models") \(listed(titled(models: models)))"]
    if axes.windows.count == 1, axes.rowAxis != .window, axes.columnAxis != .window {
      facts.append("window \(axes.windows[0])")
    }
    if let group = axes.group, group != ChartScope.everything { facts.append("group \(group)") }
    return facts.joined(separator: "; ") + "."
  }

  /// Studies with the test in another form.
  private var otherForms: [String] {
    guard let test else { return [] }
    return studies.indices.compactMap { study in
      let report = studies[study].report
      let entries = self.entries.joined().filter { $0.study == study && $0.average != nil }
      let forms = entries.compactMap(\.test).map(report.nameText).distinct()
      let others = forms.filter { $0 != report.nameText(test) }
      return others.isEmpty ? nil : "\(report.name): \(listed(others))."
    }
  }

  /// What the marks of a report say of these tests.
  private var marks: [String] {
    studies.sentences(
      studies.indices.map { study in
        let tests = entries.joined().filter { $0.study == study }.compactMap(\.test)
        return studies[study].report.marks(of: tests).map(\.words.uppercasedFirst)
      })
  }

  /// Averages that the test was not computed for.
  private var untested: [String] {
    guard let test, let report = studies.first?.report else { return [] }
    let entries = entries.joined().filter { $0.average != nil && $0.test == nil }
    guard !entries.isEmpty, entries.count < self.entries.joined().count else { return [] }
    return ["No \(report.nameText(test)) for \(listed(named(entries.map(place))))."]
  }

  /// Averages of more events than their test could use.
  private var fewer: [String] {
    let places = entries.joined().compactMap { entry -> String? in
      guard let all = entry.average?.integer("n_events"),
        let tested = entry.test?.integer("n_events"), tested < all
      else { return nil }
      return "\(place(entry)) (\(countText(tested)) of \(countText(all)))"
    }
    guard !places.isEmpty else { return [] }
    return ["The test leaves out events without a variance: \(listed(named(places)))."]
  }

  private func place(_ entry: Entry) -> String {
    axes.comparesStudies
      ? "\(studies[entry.study].report.name), \(entry.place)" : entry.place
  }

  /// The first of some places, and how many more there are.
  private func named(_ places: [String]) -> [String] {
    let rest = places.count - Self.mostPlaces
    return places.prefix(Self.mostPlaces) + (rest > 0 ? [counted(rest, "more cell")] : [])
  }

  private var adjustment: [String] {
    let adjusted = entries.joined().contains { entry in
      guard let adjusted = entry.test?.number("p_adjusted") else { return false }
      return adjusted != entry.test?.number("p_value")
    }
    return adjusted ? ["P-values are not adjusted for several windows."] : []
  }
}
