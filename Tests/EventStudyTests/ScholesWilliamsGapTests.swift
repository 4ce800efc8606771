import EventStudy
import MarketData
import TestSupport
import Testing

/// A market without one price: sums run over the days whose market neighbours are there.
@Suite struct ScholesWilliamsGapTests {
  /// From numpy 2.4.6 by `Reference/scholes_williams_gap.py`.
  @Test func leavesOutTheDaysBesideTheGap() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["scholes-williams"]
    study.spec.alignment.calendar = .exchange("XNYS")
    study.market.blank("^MKT", sessions: [50])
    let tables = try study.run()
    let estimates = tables.rows("models").compactMap { $0.number("estimate") }
    try #require(estimates.count == 2)
    #expect(abs(estimates[0] / -0.0006969414692781284 - 1) < 1e-9)
    #expect(abs(estimates[1] / 0.4866473816155879 - 1) < 1e-10)
    #expect(contractViolations(tables) == [])
  }
}
