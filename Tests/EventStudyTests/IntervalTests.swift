import EventStudy
import Foundation
import MarketData
import Tables
import TestSupport
import Testing

/// Returns that start or end with an open.
@Suite struct IntervalTests {
  private static func run(_ change: (inout StudySpec) -> Void) throws -> TableSet {
    var spec = BarMarket.spec
    change(&spec)
    return try Study(spec).run(on: BarMarket.inputs, threads: 2).tables
  }

  private static func returns(
    _ interval: StudySpec.Returns.Interval, _ kind: StudySpec.Returns.Kind
  )
    throws -> [Double?]
  {
    try run {
      $0.models = ["raw"]
      $0.returns.interval = interval
      $0.returns.kind = kind
    }.rows("ar").map { $0.number("actual") }
  }

  @Test(
    arguments: [StudySpec.Returns.Interval.openToClose, .overnight, .openToOpen],
    ["market", "mean"] as [ModelChoice])
  func agreesWithAnIndependentProgram(_ interval: StudySpec.Returns.Interval, _ model: ModelChoice)
    throws
  {
    let tables = try Self.run {
      $0.returns.interval = interval
      $0.models = [model]
    }
    let reference = try MeasureReference(case: interval.rawValue, model: model.id.rawValue)
    let (compared, found) = try reference.differences(from: tables)
    #expect(compared > 90 && found.isEmpty, "\(found.count): \(found.prefix(5))")
  }

  @Test func overnightAndOpenToCloseMakeCloseToClose() throws {
    let parts = zip(try Self.returns(.overnight, .log), try Self.returns(.openToClose, .log))
    var compared = 0
    for ((night, day), whole) in zip(parts, try Self.returns(.closeToClose, .log)) {
      guard let night, let day else { continue }
      #expect(abs(night + day - (try #require(whole))) < 1e-15)
      compared += 1
    }
    #expect(compared == 23)
  }

  @Test func simpleReturnsCompoundToCloseToClose() throws {
    let parts = zip(
      try Self.returns(.overnight, .simple), try Self.returns(.openToClose, .simple))
    for ((night, day), whole) in zip(parts, try Self.returns(.closeToClose, .simple)) {
      guard let night, let day else { continue }
      #expect(abs((1 + night) * (1 + day) - 1 - (try #require(whole))) < 1e-15)
    }
  }

  /// `F02` has no open on day +1 of its event.
  @Test(
    arguments: zip(
      [StudySpec.Returns.Interval.openToClose, .overnight, .openToOpen, .closeToClose],
      [
        [nil, nil, "missing_open", nil], [nil, nil, "missing_open", nil],
        [nil, nil, "missing_open", "multi_day_return"], [nil, nil, nil, nil],
      ] as [[String?]]))
  func aMissingOpenIsNeverReplaced(_ interval: StudySpec.Returns.Interval, _ reasons: [String?])
    throws
  {
    let tables = try Self.run { $0.returns.interval = interval }
    let rows = tables.rows("ar", ["event_id": "E02"])
    #expect(rows.map { $0.text("reason") } == reasons)
    #expect(rows.map { $0.number("actual") == nil } == reasons.map { $0 != nil })
    let said = tables.rows("notices", ["code": "price_gaps"]).first?.text("message")
    let second =
      interval == .openToClose
      ? "A session without both has no return"
      : "A return over a gap spans several days and counts as missing"
    #expect(
      said
        == (interval == .closeToClose
          ? nil
          : "Closes or opens are missing in the event window of 1 and in the estimation window of 0 "
            + "of 6 event rows (E02). \(second): see reason in ar."))
  }

  /// After a session without any price there is a return within the session, and no other.
  @Test func aGapEndsAtTheNextOpen() throws {
    var inputs = try BarMarket.inputs
    let all = try #require(inputs.prices["F04"])
    let kept = all.dates.indices.filter { $0 != BarMarket.eventSessions[4] }
    var series = PriceSeries(
      dates: kept.map { all.dates[$0] }, prices: kept.map { all.prices[$0] })
    series.opens = kept.map { all.opens[$0] }
    inputs.prices["F04"] = series
    func reasons(_ interval: StudySpec.Returns.Interval) throws -> [String?] {
      var spec = BarMarket.spec
      spec.returns.interval = interval
      return try Study(spec).run(on: inputs, threads: 1).tables.rows("ar", ["event_id": "E04"])
        .map { $0.text("reason") }
    }
    #expect(try reasons(.openToClose) == [nil, "missing_price", nil, nil])
    #expect(try reasons(.overnight) == [nil, "missing_price", "multi_day_return", nil])
    #expect(try reasons(.openToOpen) == [nil, "missing_price", "multi_day_return", nil])
  }

  @Test func aSeriesWithoutOpensIsExcluded() throws {
    var inputs = try BarMarket.inputs
    let all = try #require(inputs.prices["F04"])
    inputs.prices["F04"] = PriceSeries(dates: all.dates, prices: all.prices)
    var spec = BarMarket.spec
    spec.returns.interval = .overnight
    let tables = try Study(spec).run(on: inputs, threads: 1).tables
    let event = try #require(tables.rows("events", ["event_id": "E04"]).first)
    #expect(event.text("status") == "excluded" && event.text("reason") == "missing_open")
  }

  @Test func aMarketWithoutOpensIsRefusedWhenTheModelNeedsIt() throws {
    var inputs = try BarMarket.inputs
    let all = try #require(inputs.prices[SyntheticMarket.index])
    inputs.prices[SyntheticMarket.index] = PriceSeries(dates: all.dates, prices: all.prices)
    var spec = BarMarket.spec
    spec.returns.interval = .overnight
    #expect {
      try Study(spec).run(on: inputs, threads: 1)
    } throws: {
      "\($0)"
        == "market: model 'market' needs the column 'open' of the market series '^MKT', which has "
        + "none; import its bars with it, name another market, or choose a model that needs none: "
        + "model: mean"
    }
    spec.models = ["mean"]
    #expect(try Study(spec).run(on: inputs, threads: 1).includedCount == 6)
  }

  /// A buy-and-hold return compounds returns that follow on one another.
  @Test(arguments: StudySpec.Returns.Interval.allCases)
  func onlyReturnsOfWholeDaysCompound(_ interval: StudySpec.Returns.Interval) throws {
    let rows = try Self.run { $0.returns.interval = interval }.rows("car")
    let isWhole = [.closeToClose, .openToOpen].contains(interval)
    #expect(rows.contains { $0.number("bhar") != nil } == isWhole)
  }
}
