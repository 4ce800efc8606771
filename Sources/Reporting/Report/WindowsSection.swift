import EventStudy
import Tables

extension StudyReport {
  /// One block for each window: its average, its tests, and what they say.
  func writeWindows(_ sample: SampleResults, to page: inout Page) {
    for record in sample.windows {
      guard let window = record.window else { continue }
      page.blank()
      writeSummary(of: record, window, sample.dependence(of: window), to: &page)
      let tests = sample.tests(of: window)
      guard !tests.isEmpty else { continue }
      writeTests(tests, caar: record.number("caar"), to: &page)
      writeNotes(of: record, tests, to: &page)
    }
  }

  private func writeSummary(
    of record: Record, _ window: Window, _ dependence: Record?, to page: inout Page
  ) {
    page.line(
      style.bold("\(words.cumulativeAverage) \(window)  \(valueText(record.number("caar")))"))
    for line in summaryLines(of: record, dependence) { page.line(line) }
  }

  /// The average's size, spread and interval, and how much the events depend on each other.
  func summaryLines(of record: Record, _ dependence: Record?) -> [String] {
    let facts = [
      "N \(record.integer("n_events").map(countText) ?? "-")",
      "median \(valueText(record.number("median")))",
      "\(shareText(record.number("positive_share"))) positive",
    ]
    return [(facts + intervalText(record)).joined(separator: separator)]
      + (dependence.map { [dependenceText($0)] } ?? [])
  }

  private func intervalText(_ record: Record) -> [String] {
    guard let low = record.number("conf_low"), let high = record.number("conf_high") else {
      return []
    }
    return ["95% interval [\(valueText(low)), \(valueText(high))]"]
  }

  private func dependenceText(_ record: Record) -> String {
    func number(_ column: String, _ decimals: Int) -> String {
      record.number(column).map { roundedText($0, decimals: decimals) } ?? "-"
    }
    let pairs = record.integer("overlapping_pairs") ?? 0
    guard pairs > 0 else { return "no two events overlap in calendar time" }
    return [
      counted(
        pairs, "overlapping pair of events",
        "overlapping pairs of events"),
      "r \(number("r", 4))",
      "effective N \(number("n_effective", 1))",
    ].joined(separator: separator)
  }

  private func writeTests(_ tests: [Record], caar: Double?, to page: inout Page) {
    page.grid(testColumns(tests, caar: caar), rows: tests.count)
  }

  /// Tests with what they estimate and find.
  func testColumns(_ tests: [Record], caar: Double?) -> [GridColumn] {
    let adjusted = GridColumn("adjusted p", right: true) {
      pValueText(tests[$0].number("p_adjusted"))
    }
    return [
      GridColumn("test") { label(tests[$0]) },
      GridColumn("estimate", right: true) { estimateText(tests[$0], caar: caar) },
      GridColumn("statistic", right: true) { testStatisticText(tests[$0]) },
      GridColumn("distribution") { distributionText(tests[$0]) },
      GridColumn("p", right: true, least: 7) { pText(tests[$0]) },
      .stars { tests[$0].number("p_value") },
    ] + (tests.contains { $0.number("p_adjusted") != nil } ? [adjusted] : [])
  }

  private func label(_ test: Record) -> String {
    nameText(test) + (sharesSessions(test) ? " !" : "")
  }

  /// A test's name, with its form when that is not the usual one.
  func nameText(_ test: Record) -> String {
    let variant = test.text("variant").flatMap { isDefault($0, of: test) ? nil : " (\($0))" } ?? ""
    return cell(test, "test") + printable(variant)
  }

  private func isDefault(_ variant: String, of test: Record) -> Bool {
    variant == "default" || variant == TestTraits.defaultVariant(test.text("test") ?? "")
  }

  /// Whether a test needs independent events where events share sessions.
  func sharesSessions(_ test: Record) -> Bool {
    eventsShareSessions && TestTraits.takesEventsAsIndependent(test.text("test") ?? "")
  }

  /// An estimate in percent where it is a return or a share, else as a number.
  private func estimateText(_ test: Record, caar: Double?) -> String {
    guard let estimate = test.number("estimate") else { return "-" }
    switch TestTraits.estimand(test.text("test") ?? "") {
    case .abnormalReturn: return valueText(estimate)
    case .share: return shareText(estimate)
    case .standardizedReturn, .rank: return roundedText(estimate, decimals: 4, plus: true)
    case nil:
      return estimate == caar ? valueText(estimate) : roundedText(estimate, decimals: 4)
    }
  }

  /// A statistic with 3 decimals; a sum of ranks with what it has, which is none or a half.
  func testStatisticText(_ test: Record) -> String {
    guard let value = test.number("statistic"), Self.isRankSum(test) else {
      return statisticText(test.number("statistic"))
    }
    return exactText(value)
  }

  private static func isRankSum(_ test: Record) -> Bool {
    test.text("distribution")?.hasPrefix("signed_rank") == true
  }

  private func distributionText(_ test: Record) -> String {
    guard let name = test.text("distribution").map(printable) else { return "-" }
    // The name of an F distribution tells both its degrees of freedom.
    if name.hasSuffix(")") { return name }
    if let words = Self.distributions[name] { return words }
    return test.integer("df").map { "\(name)(\($0))" } ?? name
  }

  private static let distributions = [
    "binomial": "binomial", "signed_rank": "ranks, exact", "signed_rank_normal": "ranks, normal",
  ]

  /// A p-value with a mark when it is approximate.
  func pText(_ test: Record) -> String {
    let mark = test.text("status") == "approximate" ? "~" : ""
    return test.number("p_value") == nil ? "-" : mark + pValueText(test.number("p_value"))
  }
}
