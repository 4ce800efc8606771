import EventStudy
import Tables
import Testing

/// Every form of every test against numbers from numpy 2.4.6, scipy 1.17.1 and statsmodels 0.15.0,
/// by `Reference/variants.py`.
@Suite struct ReferenceVariantTests {
  private static let files = Result {
    (samples: try ReferenceFile(table: "variants"), events: try ReferenceFile(table: "event-tests"))
  }

  static let sampleForms: [[String]] = forms { $0.samples }
  static let eventForms: [[String]] = forms { $0.events }

  private static func forms(
    _ file: ((samples: ReferenceFile, events: ReferenceFile)) -> ReferenceFile
  ) -> [[String]] {
    guard let files = try? files.get() else { return [] }
    let rows = file(files).rows
    return Set(rows.map { [$0["test"] ?? "", $0["variant"] ?? ""] })
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(arguments: sampleForms)
  func aFormAgrees(_ form: [String]) throws {
    try compare(form, try Self.files.get().samples, "tests", .shared)
  }

  @Test(arguments: eventForms)
  func aFormForSingleEventsAgrees(_ form: [String]) throws {
    try compare(form, try Self.files.get().events, "event_tests", .models)
  }

  @Test func everyFormIsInTheReference() {
    #expect(Self.sampleForms.count == 36)
    #expect(Self.eventForms.count == 6)
  }

  private func compare(
    _ form: [String], _ file: ReferenceFile, _ table: String, _ scenario: ReferenceScenario
  ) throws {
    let choice = TestChoice(TestID(rawValue: form[0]), variant: form[1])
    let tables = try scenario.run(tests: [choice])
    let expected = file.rows.filter { $0["test"] == form[0] && $0["variant"] == form[1] }
    let found = tables.rows(table).filter { $0.text("status") != "undefined" }
    try #require(found.count == expected.count && !expected.isEmpty)
    var differences: [String] = []
    for (row, cells) in zip(found, expected) {
      for column in file.columns where column != "scenario" {
        let wanted = cells[column] ?? ""
        if !row[column].agrees(with: wanted, in: column) {
          differences.append("row \(row.index), \(column): \(row[column]), not \(wanted)")
        }
      }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(8))")
  }
}
