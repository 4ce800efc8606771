import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// What the reader of a study is told, and that nothing is said without cause.
@Suite struct NoticeTests {
  private func codes(_ study: SmallStudy) throws -> [String?] {
    try facts(study).map { $0.text("code") }
  }

  /// The notices but those of the advisor.
  private func facts(_ study: SmallStudy) throws -> [Row] {
    let advice: Set = ["read_first", "do_not_trust", "influential_event", "pre_trend"]
    return try study.run().rows("notices").filter { !advice.contains($0.text("code") ?? "") }
  }

  /// Twelve events 6 sessions apart on different firms.
  private func quiet() throws -> SmallStudy {
    var study = try SmallStudy(firms: 12)
    study.events = (0..<12).map {
      study.event(String(UnicodeScalar(UInt8(65 + $0))), SyntheticMarket.firm($0), 70 + 6 * $0)
    }
    return study
  }

  @Test func nothingIsSaidOfAPlainStudy() throws { #expect(try codes(quiet()) == []) }

  @Test func sharedSessions() throws {
    var study = try quiet()
    study.events[1] = study.event("B", "F01", 70)
    #expect(try codes(study) == ["shared_sessions"])
    let notice = try #require(try facts(study).first)
    #expect(notice.text("severity") == "warning")
    #expect(
      notice.text("message")?.hasPrefix(
        "2 of 12 event rows share their session with others (11 distinct sessions, at most 2 rows")
        == true)
  }

  @Test func overlappingWindows() throws {
    var study = try quiet()
    study.events[1] = study.event("B", "F01", 75)
    #expect(try codes(study) == ["overlapping_windows"])
    study.events[1] = study.event("B", "F01", 71)
    let message = try #require(try study.run().rows("notices").first?.text("message"))
    #expect(message.contains("Read adj_patell_z, adj_bmp_t, adj_gsign_z and adj_grank_z, "))
    #expect(message.contains("Over [-1, +1] 1 pair of events overlaps: "))
  }

  @Test func otherEventsOfTheSymbol() throws {
    var study = try quiet()
    study.events[5] = study.event("F", "F00", 100)
    let notice = try #require(try facts(study).first)
    #expect(notice.text("code") == "events_in_estimation_window")
    #expect(notice.text("message")?.hasPrefix("1 of 12 event rows") == true)
  }

  @Test func longWindow() throws {
    var study = try quiet()
    study.spec.estimation.windows = [Window(-14 ... -6)]
    study.spec.estimation.minimum = 5
    study.spec.windows = [Window(-2...2)]
    #expect(try codes(study) == ["long_window"])
  }

  @Test func datesWithoutTime() throws {
    var study = try quiet()
    study.spec.windows = [Window(0...0)]
    #expect(try codes(study) == ["time_unknown"])
    study.spec.windows = [Window(0...1)]
    #expect(try codes(study) == [])
  }

  @Test func closesForAdjustedCloses() throws {
    let study = try quiet()
    var inputs = study.market.inputs(study.events, exchange: try .named("XNYS"))
    let closes = try #require(inputs.prices["F03"])
    inputs.prices["F03"] = PriceSeries(
      dates: closes.dates, close: closes.prices, adjustedClose: [], as: .adjusted)
    let tables = try Study(study.spec).run(on: inputs, threads: 1).tables
    let notice = try #require(tables.rows("notices", ["code": "close_for_adjusted"]).first)
    #expect(
      notice.text("message")
        == "F03: no adjusted closes were imported, so returns are those of closes; dividends and "
        + "splits count as price moves.")
  }

  @Test("Other news of the firm, or of the market, inside CAR windows is counted")
  func confounders() throws {
    func message(_ change: (inout SmallStudy) -> Void) throws -> String? {
      var study = try quiet()
      change(&study)
      return try facts(study).first { $0.text("code") == "confounding_events" }?.text("message")
    }
    let twice = try message { $0.events[1] = $0.event("B", "F00", 71) }
    #expect(
      twice
        == "Within [-1, +1] of their sessions 2 of 12 event rows (16.7%) have another event of the same "
        + "symbol (A, B): their CARs hold both (McWilliams & Siegel 1997).")
    let apart = try message { $0.events[1] = $0.event("B", "F00", 72) }
    #expect(apart == nil)
    let ofMarket = try message { $0.events.append($0.event("Z", nil, 69)) }
    #expect(
      ofMarket
        == "Within [-1, +1] of their sessions 1 of 12 event rows (8.3%) have news of the whole market "
        + "(A): their CARs hold both (McWilliams & Siegel 1997).")
  }
}
