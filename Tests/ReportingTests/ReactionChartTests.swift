import Foundation
import Tables
import Testing

@testable import Reporting

@Suite struct ReactionChartTests {
  private static let study = Fixture.withReactions(Fixture.grid(events: 4, symbols: 3))

  private func figure(_ id: String, _ tables: TableSet, _ group: String? = nil) throws -> Figure {
    try StudyReport(name: "made-up", question: [], tables: tables)
      .figure(try Charts.named(id), ChartSelection(group: group))
  }

  /// Prices 101, 103 or 97, 98 or 102, and 100.6 to 101 against 100 before the news.
  @Test func pricesAreChangesFromTheOneBeforeTheNews() throws {
    let data = try figure("reactions", Self.study).data
    #expect(data.rowCount == 12)
    for row in 0..<12 {
      let even = row % 2 == 0
      let expected = [
        "gap": 0.01, "peak": even ? 0.03 : -0.03, "trough": even ? -0.02 : 0.02,
        "close": 0.006 + Double(row % 5) / 1000, "furthest": 0.03,
      ]
      for (column, value) in expected {
        #expect(abs(try #require(data[column]?[row].number) - value) < 1e-12, "\(column) \(row)")
      }
      #expect(data["verdict"]?[row].text == (row % 3 == 0 ? "unusual" : "ordinary"))
    }
  }

  @Test func aPriceThatClosedWhereItBeganHasNoKnownPeakOnTheChart() throws {
    let tables = TableSet([
      Table(
        "reactions",
        [
          Column("event_id", texts: ["a"]), Column("symbol", texts: ["S"]),
          Column("session", dates: [20_000]), Column("gap", numbers: [0.01]),
          Column("close_to_close", numbers: [0]), Column("peak", numbers: [103]),
          Column("trough", numbers: [99]), Column("fade_ratio", numbers: [1]),
          Column("retention", numbers: [0]),
        ])
    ])
    let data = try figure("reactions", tables).data
    #expect(data["peak"]?[0] == .missing && data["trough"]?[0] == .missing)
    #expect(data["close"]?[0].number == 0)
  }

  @Test func aGroupHasOnlyItsReactions() throws {
    let data = try figure("reactions", Self.study, "tariff").data
    #expect(data.rowCount == 6)
    #expect(data.distinctTexts("event_id") == ["news of e2", "news of e4"])
  }

  @Test func manyReactionsAreDots() throws {
    let study = Fixture.withReactions(Fixture.grid(events: 500, symbols: 1, shared: false))
    let figure = try figure("reactions", study)
    #expect(figure.data.rowCount == 500)
    #expect(figure.legend.map(\.text) == ["ordinary", "unusual"])
    // Falls of 3% before closes above 100 retain log(1.006) / log(0.97) = -20% and less.
    #expect(figure.summary.contains("167 of 500 compared with ordinary days"))
  }

  @Test func aPathHasItsMarks() throws {
    let data = try figure("paths", Self.study).data
    let marks = (0..<data.rowCount).compactMap { data["mark"]?[$0].text }
    #expect(
      marks == ["first", "peak", "close", "first", "peak", "close", "first", "peak", "close"])
    let own = (0..<data.rowCount).filter { data["reaction"]?[$0].text?.hasPrefix("S1 ") == true }
    #expect(own.compactMap { data["price"]?[$0].number } == [101, 102, 100.6, 101, 103, 100.6])
    let peak = try #require(data["change"]?[own[4]].number)
    #expect(abs(peak - 0.03) < 1e-12)
  }

  @Test func theReactionMeasuredLastCounts() {
    let study = Fixture.grid(events: 2, symbols: 1)
    let events = study.records("events")
    let both = study.joined(
      with: [
        Fixture.reactions(to: [events[1]]), Fixture.reactions(to: events),
        Fixture.reactions(to: events),
      ])
    #expect(both["reactions"]?.distinctTexts("event_id") == ["news of e2", "news of e1"])
    #expect(both["reactions"]?.rowCount == 2)
    #expect(both["reaction_paths"]?.rowCount == 4)
    #expect(study.joined(with: []) == study)
  }

  @Test(arguments: [1, 4, 300]) func theReportOfARunIsAPageOfItsOwn(_ count: Int) {
    let events = Fixture.grid(events: count, symbols: 1, shared: false).records("events")
    let page = ReactionReport(name: "react:call", tables: Fixture.reactions(to: events)).html()
    let check = XMLCheck(page)
    #expect(check.problem == nil && check.sources.isEmpty)
    #expect(Set(check.ids).count == check.ids.count)
    #expect(Set(check.references).isSubset(of: check.ids))
    #expect(check.elements["table"] == check.elements["caption"])
    #expect(page.contains("id=\"reactions-1\"") && page.contains("id=\"paths-1\""))
    #expect(page.firstMatch(of: #/\bnan\b/#) == nil)
  }

  @Test func aStudyWithReactionsHasTheirChartsInItsReport() {
    func sections(_ tables: TableSet) -> [String] {
      StudyReport(name: "made-up", question: [], tables: tables).html(asked: "")
        .matches(of: #/<section id="([a-z]+)"/#).map { String($0.1) }
    }
    let plain = sections(Fixture.grid(events: 4, symbols: 3))
    #expect(!plain.contains("reactions") && !plain.contains("paths"))
    #expect(sections(Self.study).filter { !plain.contains($0) } == ["reactions", "paths"])
  }
}
