import EventStudy

/// Average cumulative abnormal values of stored studies as a table for papers.
struct AverageTable {
  let studies: [PaperStudy]
  let selection: PaperSelection
  let axes: AverageAxes
  /// The averages by row and column.
  private(set) var entries: [[Entry]] = []
  /// One row of the test that the table shows; `nil` when no test has an answer.
  private(set) var test: Record?

  /// One average, with its test.
  struct Entry {
    let study: Int
    /// Where the average is, in words.
    let place: String
    /// The row of table `caar`; `nil` when the study has no such average.
    let average: Record?
    /// The row of table `tests`; `nil` when the study has no such test.
    let test: Record?
  }

  init(_ studies: [PaperStudy], _ selection: PaperSelection) throws(PaperProblem) {
    self.studies = studies
    self.selection = selection
    axes = try AverageAxes(studies, selection)
    test = try chosenTest()
    entries = axes.places.map { row in row.map(entry) }
  }

  /// The table.
  var table: PaperTable {
    let cells = entries.map { $0.map(cell) }
    let counts = entries.map { $0.map { $0.average?.integer("n_events") } }
    let isByRow =
      !Self.isByColumn(counts) && counts.allSatisfy { Set($0.compactMap(\.self)).count == 1 }
    let labels = zip(axes.rows, counts).map { row, counts in
      isByRow ? "\(row.label) (N = \(countText(counts.compactMap(\.self).first ?? 0)))" : row.label
    }
    return PaperTable(
      title: title, corner: axes.rowAxis.rawValue, columns: axes.columns.map(\.label),
      body: zip(labels, cells).map { PaperTable.Row(label: $0, cells: $1) },
      foot: isByRow ? [] : [PaperTable.FootRow(label: "N", cells: Self.sizes(counts))],
      notes: notes)
  }

  private var title: String {
    let measures = studies.map(\.report.words.values).distinct()
    let values = measures.count == 1 ? measures[0] : "values"
    return "Average cumulative abnormal \(values): \(listed(studies.map(\.report.name)))"
  }

  // MARK: Cells

  private func cell(_ entry: Entry) -> PaperTable.Cell {
    guard let average = entry.average else { return PaperTable.Cell() }
    let report = studies[entry.study].report
    let value = report.valueText(average.number("caar"))
    guard test != nil else { return PaperTable.Cell(value: value) }
    return PaperTable.Cell(
      value: value, marks: selection.stars.marks(entry.test?.number("p_value")),
      below: entry.test.map { below($0, report) } ?? "-")
  }

  private func below(_ test: Record, _ report: StudyReport) -> String {
    switch selection.below {
    case .statistic: report.testStatisticText(test)
    case .p: report.pText(test)
    case .standardError: test.number("std_error").map(report.spreadText) ?? "-"
    }
  }

  // MARK: Events

  private static func isByColumn(_ counts: [[Int?]]) -> Bool {
    (counts.first ?? []).indices.allSatisfy { column in
      Set(counts.compactMap { $0[column] }).count <= 1
    }
  }

  /// The events of each column: one number, or the least and the most.
  private static func sizes(_ counts: [[Int?]]) -> [String] {
    (counts.first ?? []).indices.map { column in
      let all = counts.compactMap { $0[column] }
      guard let least = all.min(), let most = all.max() else { return "-" }
      return least == most ? countText(least) : "\(countText(least)) to \(countText(most))"
    }
  }

  // MARK: The test

  private func entry(_ place: AverageAxes.Place) -> Entry {
    let sample = self.sample(place)
    return Entry(
      study: place.study, place: axes.words(for: place),
      average: sample?.windows.first { $0.window == place.window },
      test: sample.flatMap { testRow($0.tests(of: place.window)) })
  }

  private func sample(_ place: AverageAxes.Place) -> SampleResults? {
    studies[place.study].report.results[place.model]?.first { $0.group == place.group }
  }

  /// The row of the table's test, in the table's form of it where the study has several.
  private func testRow(_ tests: [Record]) -> Record? {
    let same = tests.filter { $0.text("test") == test?.text("test") }
    let form = same.first { $0.text("variant") == test?.text("variant") }
    return form ?? (selection.test?.contains(":") == true ? nil : same.first)
  }

  private func chosenTest() throws(PaperProblem) -> Record? {
    let all = axes.places.joined().map { place in
      (report: studies[place.study].report, tests: sample(place)?.tests(of: place.window) ?? [])
    }
    let test: Record?
    if let name = selection.test {
      test = try named(name, among: all.flatMap(\.tests))
    } else {
      let best = all.lazy.compactMap { $0.report.bestTest($0.tests.filter(hasBelow)) }.first
      // A test without an answer still says why.
      test = best ?? all.lazy.compactMap(\.tests.first).first
    }
    if let test, selection.below == .standardError, !Self.isOfAverage(test) {
      throw PaperProblem(
        "test '\(test.text("test") ?? "")' does not estimate an average, so it has no standard "
          + "error of one; take --below statistic or p")
    }
    return test
  }

  /// The first row of a test, `bmp_t`, or of one form of it, `bmp_t:exact`.
  private func named(_ name: String, among rows: [Record]) throws(PaperProblem) -> Record {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let same = rows.filter { $0.text("test") == parts.first }
    if let row = same.first(where: { parts.count < 2 || $0.text("variant") == parts[1] }) {
      return row
    }
    let ids = rows.compactMap { $0.text("test") }
    let names = same.isEmpty ? ids : rows.compactMap(Self.fullName)
    throw PaperProblem(no: "test", name, available: names.distinct(), in: studies)
  }

  /// Whether a test that nobody asked for has what is to stand below averages.
  private func hasBelow(_ test: Record) -> Bool {
    selection.below != .standardError
      || Self.isOfAverage(test) && test.number("std_error") != nil
  }

  private static func isOfAverage(_ test: Record) -> Bool {
    TestTraits.estimand(test.text("test") ?? "") == .abnormalReturn
  }

  private static func fullName(_ test: Record) -> String? {
    test.text("test").map { id in id + (test.text("variant").map { ":\($0)" } ?? "") }
  }
}
