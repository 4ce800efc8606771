import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Estimation windows of several blocks, on either side of the event; values are compared with
/// numpy in `ReferenceStudyTests`.
@Suite struct EstimationTests {
  private func study(_ windows: [Window]) throws -> SmallStudy {
    var study = try SmallStudy(firms: 3)
    study.spec.estimation.windows = windows
    study.spec.estimation.allowsPost = true
    study.spec.models = ["market", "scholes-williams"]
    return study
  }

  @Test func theOrderOfBlocksChangesNothing() throws {
    let first = try study([Window(-60 ... -31), Window(-20 ... -6), Window(10...40)]).run()
    let second = try study([Window(10...40), Window(-60 ... -31), Window(-20 ... -6)]).run()
    #expect(first.fingerprint == second.fingerprint)
    #expect(contractViolations(first) == [])
  }

  @Test func adjacentBlocksAreOneWindow() throws {
    let one = try study([Window(-60 ... -6)]).run()
    let two = try study([Window(-60 ... -31), Window(-30 ... -6)]).run()
    #expect(one.fingerprint == two.fingerprint)
  }

  /// The jump on day 0 would show in sigma if the event window were part of the sample.
  @Test func theEventWindowBetweenBlocksIsNotEstimatedOn() throws {
    func fits(_ jump: Int) throws -> [Row] {
      var study = try SmallStudy(firms: 3, jump: jump)
      study.spec.estimation.windows = [Window(-60 ... -6), Window(10...40)]
      study.spec.estimation.allowsPost = true
      return try study.run().rows("fits")
    }
    for (calm, jumping) in zip(try fits(0), try fits(200_000)) {
      #expect(jumping.integer("n_estimation") == 86)
      #expect(abs(calm.number("sigma")! - jumping.number("sigma")!) < 1e-4)
    }
    let dates = try fits(0).map { [$0["estimation_start"], $0["estimation_end"]] }
    #expect(dates.allSatisfy { $0[0] != $0[1] })
  }

  @Test func otherEventsOfTheSymbolAreLeftOut() throws {
    var study = try SmallStudy(firms: 2)
    study.events = [
      study.event("A", "F00", 100), study.event("B", "F00", 60), study.event("C", "F00", 58),
      study.event("D", "F01", 100),
    ]
    let kept = try study.run()
    #expect(kept.rows("fits").map { $0.integer("n_estimation") } == [55, 54, 52, 55])
    #expect(kept.rows("fits").map { $0.integer("events_in_estimation") } == [2, 0, 0, 0])
    #expect(kept.rows("fits").map { $0.integer("overlap_count") } == [1, 1, 1, 1])
    study.spec.estimation.excludesEvents = true
    let tables = try study.run()
    let fits = tables.rows("fits")
    // B covers sessions 58 to 63 and C 56 to 61: eight days of A's window.
    #expect(fits.map { $0.integer("n_estimation") } == [47, 54, 52, 55])
    #expect(fits.map { $0.integer("missing_days") } == [0, 1, 3, 0])
    let codes = tables.rows("notices").map { $0.text("code") }
    #expect(codes.contains("event_days_excluded"))
    #expect(!codes.contains("events_in_estimation_window"))
    #expect(
      tables.rows("notices", ["code": "event_days_excluded"]).first?.text("message")
        == "8 estimation days of 1 of 4 event rows lie in the event window of another event of the "
        + "same symbol and are left out.")
    #expect(contractViolations(tables) == [])
  }

  @Test func staleRunsAreThoseOfConsecutiveDays() throws {
    var study = try SmallStudy(firms: 1)
    var prices = try #require(study.market.prices["F00"]).prices
    for session in [31, 32, 33, 40] { prices[session] = prices[session - 1] }
    study.market.setPrices(of: "F00", prices)
    let fit = try #require(try study.run().rows("fits").first)
    #expect(fit.integer("longest_stale_run") == 3)
    study.market.blank("F00", sessions: [32])
    // 31 and 33 are unmoved; 33 ends a gap and has no return.
    #expect(try study.run().rows("fits").first?.integer("longest_stale_run") == 1)
  }
}
