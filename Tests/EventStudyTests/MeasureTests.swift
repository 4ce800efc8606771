import EventStudy
import Foundation
import MarketData
import Tables
import TestSupport
import Testing

/// Studies of volume and of ranges.
@Suite struct MeasureTests {
  private static func run(
    _ measure: StudySpec.Measure, _ change: (inout StudySpec) -> Void = { _ in }
  )
    throws -> TableSet
  {
    var spec = BarMarket.spec
    spec.measure = measure
    change(&spec)
    return try Study(spec).run(on: BarMarket.inputs, threads: 2).tables
  }

  @Test(arguments: [StudySpec.Measure.volume, .range], ["market", "mean"] as [ModelChoice])
  func agreesWithAnIndependentProgram(_ measure: StudySpec.Measure, _ model: ModelChoice) throws {
    let tables = try Self.run(measure) { $0.models = [model] }
    let reference = try MeasureReference(case: measure.rawValue, model: model.id.rawValue)
    let (compared, found) = try reference.differences(from: tables)
    #expect(compared > 90 && found.isEmpty, "\(found.count): \(found.prefix(5))")
  }

  @Test func aSessionWithoutTradeHasALogVolumeOfZero() throws {
    var inputs = try BarMarket.inputs
    let position = BarMarket.eventSessions[0]
    inputs.prices["F00"]?.volumes[position] = 0
    inputs.prices["F00"]?.volumes[position + 1] = .missing
    var spec = BarMarket.spec
    spec.measure = .volume
    let rows = try Study(spec).run(on: inputs, threads: 1).tables.rows("ar", ["event_id": "E00"])
    #expect(rows[1].number("actual") == 0 && rows[1].text("reason") == nil)
    #expect(rows[2].number("actual") == nil && rows[2].text("reason") == "missing_volume")
  }

  @Test func whatIsMissingIsToldBySession() throws {
    let volumes = try Self.run(.volume).rows("ar", ["event_id": "E03"])
    #expect(volumes.map { $0.text("reason") } == ["missing_volume", nil, nil, nil])
    let ranges = try Self.run(.range).rows("ar", ["event_id": "E04"])
    #expect(ranges.map { $0.text("reason") } == [nil, nil, "zero_range", nil])
    var inputs = try BarMarket.inputs
    inputs.prices["F04"]?.highs[BarMarket.eventSessions[4]] = .missing
    inputs.prices[SyntheticMarket.index]?.volumes[BarMarket.eventSessions[5]] = .missing
    var spec = BarMarket.spec
    spec.measure = .range
    let high = try Study(spec).run(on: inputs, threads: 1).tables.rows("ar", ["event_id": "E04"])
    #expect(high.map { $0.text("reason") } == [nil, "missing_range", "zero_range", nil])
    spec.measure = .volume
    let market = try Study(spec).run(on: inputs, threads: 1).tables.rows("ar", ["event_id": "E05"])
    #expect(market.map { $0.text("reason") } == [nil, "missing_value", nil, nil])
  }

  /// The volume of a session does not depend on the session before.
  @Test func aGapCostsOnlyItsOwnSession() throws {
    var inputs = try BarMarket.inputs
    inputs.prices["F00"]?.volumes[100] = .missing
    var spec = BarMarket.spec
    spec.measure = .volume
    let tables = try Study(spec).run(on: inputs, threads: 1).tables
    let fit = try #require(tables.rows("fits", ["event_id": "E00"]).first)
    #expect(fit.integer("n_estimation") == 79 && fit.integer("missing_days") == 1)
    #expect(fit.integer("multi_day_gaps") == 0)
  }

  @Test(arguments: zip([StudySpec.Measure.volume, .range], ["missing_volume", "missing_range"]))
  func aSeriesWithoutTheColumnIsExcluded(_ measure: StudySpec.Measure, _ reason: String) throws {
    var inputs = try BarMarket.inputs
    inputs.prices["F01"]?.volumes = []
    inputs.prices["F01"]?.lows = []
    var spec = BarMarket.spec
    spec.measure = measure
    let tables = try Study(spec).run(on: inputs, threads: 1).tables
    let event = try #require(tables.rows("events", ["event_id": "E01"]).first)
    #expect(event.text("status") == "excluded" && event.text("reason") == reason)
  }

  @Test func noValueIsHeld() throws {
    for measure in [StudySpec.Measure.volume, .range] {
      let tables = try Self.run(measure)
      #expect(tables.rows("car").allSatisfy { $0.number("bhar") == nil })
      #expect(tables.rows("caar").allSatisfy { $0.number("abhar") == nil })
    }
  }

  @Test func allTestsAreThoseThatSaySomethingAboutTheMeasure() throws {
    var spec = BarMarket.spec
    spec.tests = nil
    spec.measure = .volume
    let ids = try Study(spec).tests.map(\.id.rawValue)
    #expect(ids.contains("csect_t") && !ids.contains("calendar_time"))
  }

  /// The words of a study of returns stand in no notice of another one.
  @Test func noticesSpeakOfTheMeasure() throws {
    var inputs = try BarMarket.inputs
    inputs.prices["F00"]?.volumes[BarMarket.eventSessions[0]] *= 50
    var spec = BarMarket.spec
    spec.measure = .volume
    spec.tests = SmallStudy.formulaTests.filter { $0 != "calendar_time" }.map { TestChoice($0) }
    let messages = try Study(spec).run(on: inputs, threads: 2).tables.rows("notices")
      .compactMap { $0.text("message") }
    #expect(messages.contains { $0.contains("single CAVs") })
    #expect(messages.contains { $0.contains("CAAV over") })
    for message in messages {
      #expect(!message.contains(#/\b(C?A?AR|CARs|AARs|returns?)\b/#), "\(message)")
    }
  }
}
