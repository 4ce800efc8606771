import Tables
import TestSupport
import Testing

@testable import Reporting

/// The lines of placebo paths in the chart of the CAAR, whose numbers are made up.
@Suite struct PlaceboPathsChartTests {
  private static let (low, high) = ([-0.01, -0.02, -0.015], [0.02, 0.01, 0.03])

  private func figure(low: [Double]?, high: [Double]? = nil, events: Int = 3, draws: Int = 99)
    throws -> Figure
  {
    let grid = Fixture.grid(events: events, symbols: 1)
    let placebos = low.map { low in
      Table(
        "placebo_paths",
        [
          Column("model", texts: low.map { _ in "market" }),
          Column("event_group", texts: low.map { _ in "all" }),
          Column("rel_day", integers: low.indices.map { $0 - 1 }),
          Column("n_draws", integers: [draws - 1, draws, draws]), Column("caar_low", numbers: low),
          Column("caar_median", numbers: low.map { _ in 0 }),
          Column("caar_high", numbers: high ?? Self.high),
        ])
    }
    let tables = TableSet(grid.tables + [placebos].compactMap { $0 })
    return try StudyReport(name: "made-up", question: [], tables: tables)
      .figure(try Charts.named("caar"))
  }

  private func numbers(_ figure: Figure, _ column: String) -> [Double?] {
    (0..<figure.data.rowCount).map { figure.data[column]?[$0].number }
  }

  @Test func theLinesAreInDataLegendAndNotes() throws {
    let figure = try figure(low: Self.low)
    #expect(numbers(figure, "placebo_low") == Self.low)
    #expect(numbers(figure, "placebo_high") == Self.high)
    #expect(figure.fields.map(\.column) == figure.data.columns.map(\.name))
    #expect(figure.legend.map(\.text) == ["CAAR", "95% band", "95% of placebo paths"])
    #expect(
      figure.notes.contains(
        "Placebo paths are those of 99 draws that move the events to ordinary sessions of the same "
          + "firms: 95% of their CAARs are between the grey lines on each day."))
  }

  @Test func theyAreInPictureAndSpecification() throws {
    let figure = try figure(low: Self.low)
    let svg = figure.svgFile()
    #expect(XMLCheck(svg).problem == nil)
    // Two lines above and the sample of the legend.
    #expect(svg.ranges(of: "\"line stroke-quiet\"").count == 3)
    #expect(svg.contains("placebo 95% to: \(Unit.percent.text(.number(0.03)))"))
    for column in ["placebo_low", "placebo_high"] {
      // The field of a line, and that of the dots' tooltip.
      #expect(figure.vegaLite().ranges(of: "\"field\": \"\(column)\"").count == 2)
    }
  }

  /// Three events' path reaches from -5/600 to 4/600, so that the picture ends three times its height
  /// beyond.
  @Test func whatIsBeyondThePictureIsSaid() throws {
    let note = "The grey lines go beyond the picture; the data has all of them."
    #expect(try figure(low: Self.low).notes.contains(note) == false)
    let wide = try figure(low: [-0.9, -0.9, -0.9])
    #expect(wide.notes.contains { $0.contains("grey lines go beyond the picture") })
    #expect(wide.y.limits.map { $0.lowerBound > -0.1 } == true)
    #expect(numbers(wide, "placebo_low") == [-0.9, -0.9, -0.9])
  }

  @Test func oneEventHasPlaceboPathsWithoutABand() throws {
    let figure = try figure(low: Self.low, events: 1)
    #expect(figure.legend.map(\.text) == ["CAR", "95% of placebo paths"])
    #expect(figure.notes.contains { $0.contains("95% of their CARs are between") })
  }

  @Test func aDayWithoutDrawsBreaksTheLines() throws {
    let figure = try figure(low: [.nan, -0.02, -0.015], high: [.nan, 0.01, 0.03])
    #expect(numbers(figure, "placebo_low") == [nil, -0.02, -0.015])
    #expect(!figure.svgFile().contains("nan"))
  }

  @Test func fewDrawsAreNotDrawn() throws {
    #expect(try figure(low: Self.low, draws: 39).data["placebo_low"] != nil)
    let few = try figure(low: Self.low, draws: 38)
    #expect(few.data["placebo_low"] == nil && few.legend.count == 2)
    #expect(
      few.notes.contains(
        "No placebo paths: the events can be moved in 38 ways only, too few for 95% of them."))
  }

  @Test func withoutThemNothingIsSaid() throws {
    let figure = try figure(low: nil)
    #expect(figure.data["placebo_low"] == nil)
    #expect(figure.legend.map(\.text) == ["CAAR", "95% band"])
    #expect(!figure.notes.contains { $0.contains("lacebo") })
  }
}
