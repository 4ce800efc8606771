import EventStudy
import TestSupport
import Testing

/// Which sessions serve as placebo dates, seen where gaps leave one or none.
///
/// There are 88 sessions and two firms with an event in session 80, windows of five days before it
/// and an estimation of 55 days, all of which must be valid. A session serves from 61 on - the first
/// one has no return - up to 84, and not within five of the event: 61 to 74. A missing price in
/// session m takes the returns of m and m + 1, and with them every session up to m + 61.
@Suite struct PlaceboSessionsTests {
  private func study(gap: Int) throws -> SmallStudy {
    var study = try SmallStudy(seed: 3, firms: 2, sessions: 88, jump: 31_457, distance: 0)
    study.spec.models = ["raw"]
    study.spec.estimation.minimum = 55
    study.spec.windows = [Window(0...0)]
    study.spec.tests = [TestChoice("placebo_dates", variant: "csect_t")]
    study.spec.resampling.placeboDraws = 99
    for firm in 0..<2 { study.market.blank(SyntheticMarket.firm(firm), sessions: [gap]) }
    return study
  }

  private func row(gap: Int) throws -> Row {
    try #require(
      try study(gap: gap).run().rows("tests", ["level": "caar", "test": "placebo_dates"]).first)
  }

  @Test("One session serves: it counts once, and 1/2 is the least p-value")
  func oneSession() throws {
    let row = try row(gap: 12)
    #expect(row.text("status") == "ok", "\(row)")
    #expect(row.number("p_value") == 0.5)
  }

  @Test("No session serves")
  func noSession() throws {
    let row = try row(gap: 13)
    #expect(row.text("status") == "undefined" && row.text("reason") == "no_placebo_sessions")
  }
}
