import EventStudy
import Foundation
import Tables
import TestSupport
import Testing

@testable import Reporting

@Suite struct ChartTests {
  private static let ids = Charts.all.map(\.id)
  private static let studies = [
    "few": Fixture.grid(events: 4, symbols: 3), "one": Fixture.grid(events: 1, symbols: 1),
    "own": Fixture.grid(events: 16, symbols: 1, shared: false),
    "many": Fixture.grid(events: 500, symbols: 1, shared: false),
  ].mapValues(Fixture.withReactions)

  private func tables(_ study: String) throws -> TableSet { try #require(Self.studies[study]) }

  private func figure(
    _ id: String, _ tables: TableSet, _ selection: ChartSelection = ChartSelection()
  ) throws -> Figure {
    try StudyReport(name: "made-up", question: [], tables: tables)
      .figure(try Charts.named(id), selection)
  }

  @Test(arguments: ids) func aChartOfSeveralEvents(_ id: String) throws {
    try expectSnapshot(try figure(id, try tables("few")).svgFile(), "charts/\(id).svg")
  }

  @Test(arguments: ids, studies.keys) func everyFigureIsWellFormed(
    _ id: String, _ study: String
  ) throws {
    let figure = try figure(id, try tables(study))
    #expect(XMLCheck(figure.svgFile()).problem == nil)
    #expect(!figure.summary.isEmpty && !figure.subtitle.isEmpty)
    #expect(Set(figure.fields.map(\.column)) == Set(figure.data.columns.map(\.name)))
    #expect(!figure.svgFile().contains("nan"))
  }

  @Test(arguments: ids, studies.keys) func everySpecificationNamesColumnsOfItsData(
    _ id: String, _ study: String
  ) throws {
    let text = try figure(id, try tables(study)).vegaLite()
    let spec = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let data = try #require(spec["data"] as? [String: Any])
    let rows = try #require(data["values"] as? [[String: Any]])
    let layers = try #require(spec["layer"] as? [[String: Any]])
    #expect(!layers.isEmpty && !rows.isEmpty)
    for layer in layers {
      let encoding = try #require(layer["encoding"] as? [String: Any])
      for field in encoding.values.compactMap({ ($0 as? [String: Any])?["field"] as? String }) {
        #expect(rows[0].keys.contains(field), "\(id): \(field)")
      }
    }
  }

  /// Two events' CARs so far are 0.01 and 0.03: mean 0.02, standard error 0.01, and the quantile of
  /// t with one degree of freedom is 12.7062.
  @Test func theBandIsTheIntervalOfAMean() throws {
    let half = try #require(PathBand.halfWidth([0.01, 0.03], r: 0))
    #expect(abs(half - 0.127062) < 1e-6)
    // sqrt((1 + 0.5) / (1 - 0.5)) = 1.7320508
    let wider = try #require(PathBand.halfWidth([0.01, 0.03], r: 0.5))
    #expect(abs(wider / half - 1.7320508) < 1e-6)
    #expect(PathBand.halfWidth([0.01], r: 0) == nil)
  }

  @Test func theBandIsThatOfTheCumulatedReturns() throws {
    let data = try figure("caar", Fixture.grid(events: 3, symbols: 1)).data
    let low = try #require(data["conf_low"]?[2].number) * 200
    let high = try #require(data["conf_high"]?[2].number) * 200
    // ARs in 1/200: event 0: -5 2 -2, event 1: -2 5 1, event 2: 1 -3 4; sums -5, 4, 2.
    // mean 1/3, deviation sqrt(67 / 3) = 4.7258, error 2.7285, t(2) quantile 4.30265.
    #expect(abs(low - -11.4062) < 1e-4)
    #expect(abs(high - 12.0729) < 1e-4)
  }

  @Test func thereIsNoBandWhereEventsAreWeighted() throws {
    let tables = Fixture.grid(events: 3, symbols: 1)
    let weighted = TableSet(
      tables.tables.map { table in
        guard table.name == "aar" else { return table }
        return Table(
          "aar",
          table.columns.map { $0.name == "aar" ? Column("aar", numbers: [0.1, 0.2, 0.3]) : $0 })
      })
    let figure = try figure("caar", weighted)
    #expect(figure.data["conf_low"]?[1] == .missing)
    #expect(figure.notes == ["No band: the path is not the plain average of the events' returns."])
  }

  @Test func quantilesInterpolate() {
    let rows = Fixture.grid(events: 5, symbols: 1).records("car")
    // CARs in 1/200 of events 0 to 4 on day 0: 2, 5, -3, 0, 3; sorted -3 0 2 3 5.
    let cars = EventCARs(rows, StudySpec.Measure.return.words, .percent)
    #expect(abs(cars.median - 0.01) < 1e-12)
    #expect(abs(cars.quantile(0.1) - -1.8 / 200) < 1e-12)
    #expect(abs(cars.mean - 1.4 / 200) < 1e-12)
  }

  @Test func theHistogramCountsEveryEventOnce() throws {
    let data = try figure("cars", try tables("many")).data
    let counts = (0..<data.rowCount).compactMap { data["events"]?[$0].integer }
    #expect(counts.reduce(0, +) == 500)
  }

  @Test func theTimelineCountsEveryEventOnce() throws {
    for tables in Self.studies.values {
      let data = try figure("timeline", tables).data
      let counts = (0..<data.rowCount).compactMap { data["events"]?[$0].integer }
      #expect(counts.reduce(0, +) == tables["events"]?.rowCount)
    }
  }

  @Test func manyEventsAreAveragedBySymbolAndYear() throws {
    let figure = try figure("heatmap", try tables("many"))
    #expect(figure.title == "Mean SCAR by symbol and year")
    #expect(figure.notes == ["The 40 symbols with the most events, of 500."])
  }

  @Test func adjustedSignificanceIsMarked() throws {
    let data = try figure("heatmap", try tables("few")).data
    for row in 0..<data.rowCount {
      let isSignificant = (data["p_holm"]?[row].number ?? 1) < 0.05
      #expect((data["mark"]?[row].text == "•") == isSignificant)
    }
    // Holm of k p-values of 0.0001 among 12: the least is 12 times as large.
    let smallest = (0..<data.rowCount).compactMap { data["p_holm"]?[$0].number }.min()
    #expect(abs((smallest ?? .nan) - 0.0012) < 1e-12)
  }

  @Test func aGroupHasOnlyItsEvents() throws {
    let data = try figure("cars", try tables("few"), ChartSelection(group: "tariff")).data
    #expect(data.distinctTexts("event_id").sorted() == ["e2", "e4"])
  }

  private static let problems: [(String, ChartSelection, String)] = [
    (
      "cars", ChartSelection(model: "marke"),
      "the study has no model marke; did you mean 'market'? (it has: market)"
    ),
    (
      "cars", ChartSelection(window: 0...3),
      "the study has no window [0, +3]; did you mean '[0, 0]'? (it has: [0, 0])"
    ),
    (
      "caar", ChartSelection(group: "zzzzzzzz"),
      "the study has no group zzzzzzzz (it has: all, call, tariff)"
    ),
    (
      "timeline", ChartSelection(window: 0...0),
      "chart 'timeline' is of no window: --window is for cars and heatmap"
    ),
    (
      "caar", ChartSelection(group: "call"),
      "there is nothing to draw: no average abnormal returns of model market"
    ),
  ]

  @Test(arguments: problems) func whatIsNotThereIsNamed(
    _ id: String, _ selection: ChartSelection, _ message: String
  ) throws {
    let problem = #expect(throws: ChartProblem.self) {
      try figure(id, try tables("few"), selection)
    }
    #expect(problem?.description == message)
  }

  @Test func anUnknownChartIsNamed() {
    let problem = #expect(throws: ChartProblem.self) { try Charts.named("car") }
    #expect(
      problem?.description
        == "there is no chart 'car'; did you mean 'caar'? "
        + "(there are: caar, aar, cars, timeline, heatmap, reactions, paths)")
  }

  @Test func fileNamesChooseTheFormat() throws {
    let formats = try ["a.SVG", "a.b.png", "a.vl.json", "a.json", "a.csv"].map {
      "\(try ChartFormat.forFile(named: $0))"
    }
    #expect(formats[0] == "svg" && formats[1] == "png" && formats[2] == "vegaLite")
    #expect(formats[3].hasPrefix("table") && formats[4].hasPrefix("table"))
    #expect(throws: UnknownFormat.self) { try ChartFormat.forFile(named: "a.jpg") }
  }
}
