import Foundation
import Tables
import Testing

@testable import Reporting

@Suite struct HTMLTests {
  private static let studies = [
    "several": Fixture.study, "two": Fixture.few, "one": Fixture.single,
    "sixteen": Fixture.grid(events: 16, symbols: 1, shared: false),
    "matrix": Fixture.grid(events: 6, symbols: 8),
    "thousands": Fixture.grid(events: 5000, symbols: 1, shared: false),
    "none": TableSet([Fixture.events(symbols: [])]), "nothing": TableSet([]),
  ]

  private func html(_ tables: TableSet) -> String {
    StudyReport(name: "us-china-2025", question: Fixture.question, tables: tables)
      .html(asked: "How far did prices move?")
  }

  @Test(arguments: studies.keys) func aPageIsWellFormedAndLoadsNothing(_ name: String) throws {
    let html = html(try #require(Self.studies[name]))
    let page = XMLCheck(html)
    #expect(page.problem == nil)
    #expect(page.sources.isEmpty)
    #expect(!html.contains("@import") && !html.contains("url("))
    #expect(page.elements["script"] == nil)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(Set(page.references).isSubset(of: page.ids))
    for element in ["h1", "main", "nav", "header", "footer", "title"] where element != "title" {
      #expect(page.elements[element] == 1, "\(element)")
    }
    #expect(page.elements["table"] == page.elements["caption"])
    #expect(html.contains("<html lang=\"en\">") && html.contains("class=\"skip\" href=\"#main\""))
    #expect(html.utf8.count < (name == "thousands" ? 3_000_000 : 1_000_000))
  }

  @Test func everySectionOfAStudyIsThereInOrder() throws {
    let tables = try #require(Self.studies["matrix"])
    let ids = html(tables).matches(of: #/<section id="([a-z]+)"/#).map { String($0.1) }
    #expect(
      ids == [
        "verdict", "caar", "aar", "cars", "timeline", "heatmap", "events", "tests", "methods",
      ])
  }

  @Test func aPageSaysWhatTheTextSays() {
    let page = html(Fixture.study)
    for words in [
      "Average CAR +2.13% over [0, 0] (12 rows, 2 sessions)", "patell_z !",
      "14 events: 12 included, 2 excluded.", "same symbol, session and group as an earlier event",
      "12 events fall on 3 sessions", "the test takes events as independent", "20250605",
      "study: us-china-2025", "reaction study us-china-2025.yaml",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test func everyRowHasAName() {
    // The text names an event with several windows once.
    let page = html(Fixture.few)
    #expect(page.matches(of: #/<th scope="row" [^>]*>call-1</#).count >= 2)
    #expect(!page.contains(#/<th scope="row"[^>]*></#))
  }

  @Test func whatScrollsHoldsWhatIsHidden() {
    // An element that is hidden by its position is the page's, and widens it, unless the part that
    // scrolls has a position too.
    #expect(HTMLStyle.sheet.contains(".scroll { position: relative;"))
  }

  @Test func marksOnCellsKeepTheInkOfTheirColours() {
    let rule = ".chart .on-cell { fill: \(Theme.light.ink); }"
    #expect(Theme.light.chartRules.contains(rule) && Theme.chartRulesWithVariables.contains(rule))
  }

  @Test func methodsAreThoseOfTheTestsUsed() {
    let page = html(Fixture.study)
    #expect(page.contains("csect_t: Cross-sectional t"))
    #expect(page.contains("Brown &amp; Warner (1980)"))
    #expect(!page.contains("calendar_time"))
  }

  @Test func theTestToReadFirstComesFirst() throws {
    // Events share sessions, and of the tests there adj_bmp_t is the first that allows for it.
    let page = html(Fixture.study)
    let first = try #require(page.firstMatch(of: #/<tr class="first"><th[^>]*>([^<]*)</#))
    #expect(first.1 == "adj_bmp_t")
  }

  @Test func adviceOfTheNoticesIsFollowed() throws {
    let advice = Table(
      "notices",
      [
        Column("code", texts: ["read_first"]), Column("severity", texts: ["info"]),
        Column("event_id", texts: [nil]),
        Column("message", texts: ["Read gsign_z (generalized sign z) first."]),
      ])
    let tables = TableSet(Fixture.study.tables.map { $0.name == "notices" ? advice : $0 })
    let first = try #require(html(tables).firstMatch(of: #/<tr class="first"><th[^>]*>([^<]*)</#))
    #expect(first.1 == "gsign_z")
  }

  @Test func longTablesAreCutAndSayWhereTheRestIs() throws {
    let page = html(try #require(Self.studies["thousands"]))
    #expect(
      page.contains(
        "First 200 of 5,000 events; <code>reaction export us-china-2025 --table events "
          + "--format csv</code> has all."))
    #expect(!page.contains(">e201<"))
  }

  private static let escapes: [(String, String)] = [
    ("plain", "plain"), ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"),
    ("&amp;", "&amp;amp;"), ("\"'", "&quot;&#39;"), ("a\u{0}b\u{1B}c\td", "a?b?c d"),
    ("\u{202E}abc", "?abc"), ("שלום", "שלום"), ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"),
    ("ünï😀", "ünï😀"),
  ]

  @Test(arguments: escapes) func textIsNeverMarkup(_ text: String, _ expected: String) {
    #expect(Markup.escaped(text) == expected)
    #expect(XMLCheck("<a b=\"\(Markup.escaped(text))\">\(Markup.escaped(text))</a>").problem == nil)
  }

  @Test func namesOfEventsCannotBreakThePage() throws {
    let evil = "</td><script>alert('x')</script>&\u{202E}\""
    let tables = Fixture.grid(events: 2, symbols: 2)
    let renamed = TableSet(
      tables.tables.map { table in
        Table(
          table.name,
          table.columns.map { column in
            guard case .text(let codes, let labels) = column.values else { return column }
            let changed = labels.map { ["e1", "S1", "call"].contains($0) ? evil : $0 }
            return Column(column.name, .text(codes: codes, labels: changed))
          })
      })
    let page = html(renamed)
    let check = XMLCheck(page)
    #expect(check.problem == nil)
    #expect(check.elements["script"] == nil)
    #expect(page.contains("&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;?&quot;"))
  }

  @Test func rightToLeftTextFindsItsOwnDirection() {
    let tables = Fixture.grid(events: 1, symbols: 1)
    let events = Table(
      "events",
      tables.tables[0].columns + [Column("title", texts: ["שיחה בין הנשיאים"])])
    let page = html(TableSet([events] + tables.tables.dropFirst()))
    #expect(page.contains("<td dir=\"auto\">שיחה בין הנשיאים</td>"))
  }

  /// Contrast as WCAG 2.2 defines it: 4.5 to 1 for text, 3 to 1 for graphics.
  @Test(arguments: [Theme.light, Theme.dark].indices) func coloursHaveContrast(_ index: Int) {
    let theme = [Theme.light, Theme.dark][index]
    for text in [theme.ink, theme.quiet, theme.series[0]] {
      #expect(contrast(text, theme.background) >= 4.5, "\(text)")
    }
    for graphic in theme.series { #expect(contrast(graphic, theme.background) >= 3, "\(graphic)") }
    for share in [-1.0, -0.5, 0, 0.5, 1] {
      #expect(contrast(Theme.light.ink, Theme.diverging(share)) >= 4.5, "\(share)")
    }
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
