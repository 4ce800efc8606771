import Reporting
import Tables
import Testing

@Suite struct HeadlineTests {
  /// The paragraphs under "In short" as one text.
  private func headline(_ tables: TableSet) -> String {
    let style = TextStyle(width: 100)
    let text = StudyReport(name: "s", question: ["why"], tables: tables, style: style).text()
    let lines = text.split(separator: "\n").drop { !$0.contains("In short") }.dropFirst()
    return lines.prefix { !$0.contains("── Question") }
      .map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }

  private func study(_ tests: [Fixture.TestRow], sharing: Bool) -> TableSet {
    let silent = Table("notices", Fixture.notices.columns.map { Column($0.name, texts: []) })
    let tables = [Fixture.table(of: tests)] + (sharing ? [] : [silent])
    return TableSet(
      Fixture.study.tables.map { table in tables.first { $0.name == table.name } ?? table })
  }

  private static let tests = [
    Fixture.TestRow(test: "csect_t", p: 0.2), Fixture.TestRow(test: "cda_t", p: 0.3),
    Fixture.TestRow(test: "bmp_t", p: 0.01),
  ]

  @Test func sharedSessionsAreJudgedByATestThatAllowsForThem() {
    #expect(
      headline(study(Self.tests, sharing: true)).hasPrefix(
        "Average CAR +2.13% over [0, 0] (12 rows, 2 sessions): not significant at 5% "
          + "(cda_t p 0.30)."))
  }

  @Test func anotherTestMayAllowForThem() {
    let rows = Self.tests.filter { $0.test != "cda_t" } + [Fixture.TestRow(test: "new_t", p: 0.06)]
    #expect(headline(study(rows, sharing: true)).contains("(new_t p 0.0600)."))
  }

  @Test func independentEventsAreJudgedByTheRobustTest() {
    #expect(headline(study(Self.tests, sharing: false)).contains(": significant at 5% (bmp_t p"))
  }

  @Test func aTestThatRejectsTooOftenIsNotQuotedWithoutSayingSo() {
    let rows = [Fixture.TestRow(test: "csect_t", p: 0.02)]
    #expect(
      headline(study(rows, sharing: true)).contains(
        "significant at 5% (csect_t p 0.0200, which rejects too often here)."))
  }

  @Test func anAverageWithoutATestSaysSo() {
    #expect(headline(study([], sharing: true)).contains("(12 rows, 2 sessions): no test."))
  }

  @Test func otherWindowsAreNotHidden() {
    let row = Fixture.TestRow(first: -1, last: 1, test: "cda_t", p: 0.04)
    #expect(
      headline(study(Self.tests + [row], sharing: true)).hasSuffix(
        "Other windows: [-1, +1] +2.45% (p 0.0400)."))
  }

  @Test func eachOfFewEventsIsNamed() {
    #expect(
      headline(Fixture.few).hasSuffix("Alone: NVDA +5.12%, t 2.42: significant; XYZ: no test."))
  }

  @Test func aSingleEventIsJudgedByItsOwnT() {
    #expect(headline(Fixture.single) == "NVDA +1.66% over [0, +1], t 0.55: not significant at 5%.")
  }
}
