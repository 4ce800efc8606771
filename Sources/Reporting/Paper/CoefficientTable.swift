import EventStudy
import MarketData

/// Stored regressions side by side as a table for papers.
struct CoefficientTable {
  private let selection: PaperRegressions
  private let studies: [PaperStudy]
  private let columns: [Regression]
  private let terms: [String]

  /// One regression.
  fileprivate struct Regression {
    let study: Int
    let fit: Record
    let terms: [String: Record]
  }

  private struct Key: Hashable {
    let number: Int?
    let model: String?
    let window: Window?

    init(_ record: Record) {
      number = record.integer("regression")
      model = record.text("model")
      window = record.window
    }
  }

  init(_ studies: [PaperStudy], _ selection: PaperRegressions) throws(PaperProblem) {
    self.studies = studies
    self.selection = selection
    let all = studies.indices.flatMap { Self.regressions($0, studies[$0].report) }
    guard !all.isEmpty else {
      let names = listed(studies.map { "'\($0.report.name)'" })
      throw PaperProblem(
        "\(names) \(studies.count == 1 ? "has" : "have") no regression; store one with: "
          + "reaction regress \(studies[0].report.name) --on COLUMN", isMisuse: false)
    }
    columns = try Self.chosen(from: all, selection, studies)
    let known = columns.flatMap { column in
      Self.orderedTerms(column.terms)
    }.distinct()
    terms = try Reporting.chosen(selection.terms, of: known, "coefficient", in: studies)
  }

  private static func regressions(_ study: Int, _ report: StudyReport) -> [Regression] {
    let rows = Dictionary(grouping: report.tables.records("regressions"), by: Key.init)
    return report.tables.records("regression_fits").map { fit in
      let terms = (rows[Key(fit)] ?? []).map { ($0.text("term") ?? "", $0) }
      return Regression(
        study: study, fit: fit, terms: Dictionary(terms) { first, _ in first })
    }
  }

  /// The names of coefficients in the order of the table.
  private static func orderedTerms(_ terms: [String: Record]) -> [String] {
    terms.sorted { $0.value.row < $1.value.row }.map(\.key)
  }

  private static func chosen(
    from all: [Regression], _ selection: PaperRegressions, _ studies: [PaperStudy]
  ) throws(PaperProblem) -> [Regression] {
    func names(_ asked: [String], _ noun: String, _ name: (Regression) -> String?)
      throws(PaperProblem) -> [String]
    {
      try Reporting.chosen(asked, of: all.compactMap(name).distinct(), noun, in: studies)
    }
    let numbers = try names(selection.numbers.map(String.init), "regression", \.number)
    let models = try names(selection.models, "model", \.model)
    let windows = try names(
      selection.windows.map { Window(first: $0.lowerBound, last: $0.upperBound).description },
      "window", \.window)
    let asked = all.filter { models.contains($0.model ?? "") && windows.contains($0.window ?? "") }
    var columns: [Regression] = []
    for study in studies.indices {
      for number in numbers {
        columns += asked.filter { $0.study == study && $0.number == number }
      }
    }
    guard !columns.isEmpty else {
      throw PaperProblem("no regression is of all that was asked for", isMisuse: false)
    }
    return columns
  }

  /// The table.
  var table: PaperTable {
    let reports = columns.map { studies[$0.study].report }
    let explained = listed(reports.map { $0.words.cumulative + "s" }.distinct())
    return PaperTable(
      title: "Regressions of \(explained): \(listed(reports.map(\.name).distinct()))",
      corner: "term", columns: columns.indices.map { "(\($0 + 1))" }, body: terms.map(row),
      foot: foot, notes: notes)
  }

  // MARK: Coefficients

  private func row(_ term: String) -> PaperTable.Row {
    let records = columns.map { $0.terms[term] }
    let decimals = Self.decimals(records.compactMap { $0?.number("std_error") })
    return PaperTable.Row(label: term, cells: records.map { cell($0, decimals) })
  }

  private func cell(_ record: Record?, _ decimals: Int) -> PaperTable.Cell {
    guard let record else { return PaperTable.Cell() }
    guard let estimate = record.number("estimate") else { return PaperTable.Cell(value: "-") }
    let below =
      switch selection.below {
      case .statistic: statisticText(record.number("statistic"))
      case .p: pValueText(record.number("p_value"))
      case .standardError:
        record.number("std_error").map { roundedText($0, decimals: decimals) } ?? "-"
      }
    return PaperTable.Cell(
      value: roundedText(estimate, decimals: decimals),
      marks: selection.stars.marks(record.number("p_value")), below: below)
  }

  /// Four decimals or, where standard errors are smaller, as many as show two digits of each.
  private static func decimals(_ errors: [Double]) -> Int {
    let least = errors.filter { $0 > 0 && $0.isFinite }.min() ?? 1
    return (4..<12).first { least * powersOfTen[$0] >= 10 } ?? 12
  }

  // MARK: Foot

  private var foot: [PaperTable.FootRow] {
    let differing: [(String, (Regression) -> String?)] = [
      ("Study", { studies[$0.study].report.name }), ("Window", \.window), ("Model", \.model),
    ]
    let always: [(String, (Regression) -> String?)] = [
      ("N", { $0.fit.integer("n_events").map(countText) }),
      ("R²", { $0.fit.number("r_squared").map { roundedText($0, decimals: 3) } }),
      ("Errors", { $0.fit.text("errors") }),
    ]
    let clusters = footRow("Clusters") { $0.fit.integer("n_clusters").map(countText) ?? "" }
    let shown = differing.filter { columns.map($0.1).distinct().count > 1 } + always
    let rows = shown.map { footRow($0.0, $0.1) }
    return clusters.cells.contains { !$0.isEmpty } ? rows + [clusters] : rows
  }

  private func footRow(_ label: String, _ cell: (Regression) -> String?) -> PaperTable.FootRow {
    PaperTable.FootRow(label: label, cells: columns.map { cell($0) ?? "-" })
  }

  // MARK: Notes

  private var notes: [String] {
    let what =
      switch selection.below {
      case .statistic: "t statistics"
      case .p: "p-values"
      case .standardError: "standard errors"
      }
    let legend = selection.stars.levels.isEmpty ? [] : [selection.stars.legend + ", two-sided."]
    let parts: [[String]] = [
      ["In parentheses: \(what)."], legend, [explained], studies.sentences(\.estimationSentence),
      bases, weighted, leftOut, reasons,
    ]
    return parts.flatMap { $0 }
  }

  /// What is explained, as far as it is the same for all.
  private var explained: String {
    let words = columns.map { studies[$0.study].report.words.cumulative }.distinct()
    let isDecimal = columns.allSatisfy { studies[$0.study].report.words.isPercent }
    let windows = columns.compactMap(\.window).distinct()
    let models = columns.compactMap(\.model).distinct()
    var facts = [listed(words) + (windows.count == 1 ? " over \(windows[0])" : "")]
    if models.count == 1 { facts.append("model \(titled(models: models)[0])") }
    if isDecimal { facts.append("as decimals: 0.01 is 1%") }
    return "Explained: \(facts.joined(separator: ", "))."
  }

  private var bases: [String] {
    let named = terms.flatMap { term in
      columns.compactMap { column -> String? in
        guard let base = column.terms[term]?.text("base"),
          let name = term.split(separator: "[").first
        else { return nil }
        return "\(name) with \(base)"
      }
    }.distinct()
    return named.isEmpty ? [] : ["Categories are compared: \(listed(named))."]
  }

  private var weighted: [String] {
    let numbers = columns.indices.filter { columns[$0].fit.text("method") == "wls" }
    return numbers.isEmpty
      ? [] : ["Weighted by the inverse variance of each event: \(names(numbers))."]
  }

  private var leftOut: [String] {
    let counts = columns.map { $0.fit.integer("n_excluded") ?? 0 }
    let numbers = counts.indices.filter { counts[$0] > 0 }
    guard !numbers.isEmpty else { return [] }
    let named = numbers.map { "(\($0 + 1)) \(countText(counts[$0]))" }
    return ["Events left out for want of a column or a value: \(listed(named))."]
  }

  /// Why coefficients or their errors are not what they should be.
  private var reasons: [String] {
    var places: [(reason: String, place: String)] = []
    for (position, column) in columns.enumerated() {
      if let reason = column.fit.text("reason") { places.append((reason, "(\(position + 1))")) }
      for term in terms {
        guard let reason = column.terms[term]?.text("reason") else { continue }
        places.append((reason, "\(term) in (\(position + 1))"))
      }
    }
    return places.map(\.reason).distinct().map { reason in
      let named = places.filter { $0.reason == reason }.map(\.place)
      return "\(listed(named)): \(ReasonWords.words(for: reason))."
    }
  }

  private func names(_ positions: [Int]) -> String { listed(positions.map { "(\($0 + 1))" }) }
}

extension CoefficientTable.Regression {
  fileprivate var number: String? { fit.integer("regression").map { String($0) } }
  fileprivate var model: String? { fit.text("model") }
  fileprivate var window: String? { fit.window?.description }
}
