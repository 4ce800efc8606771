import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Returns over several sessions are missing, and it is said where they are.
@Suite struct PriceGapTests {
  private func reasons(_ study: SmallStudy) throws -> [String?] {
    try study.run().rows("ar", ["event_id": "E00"]).map { $0.text("reason") }
  }

  @Test func aPriceBetweenTwoGaps() throws {
    var study = try SmallStudy(firms: 1)
    study.market.blank("F00", sessions: [79, 81])
    #expect(
      try reasons(study) == [
        nil, "missing_price", "multi_day_return", "missing_price", "multi_day_return", nil,
      ])
  }

  @Test func theStartOfASeriesIsNoGap() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["raw"]
    study.spec.estimation.windows = [Window(10...60)]
    study.spec.estimation.allowsPost = true
    study.market.drop("F00", sessions: 0..<80)
    #expect(
      try reasons(study) == ["missing_price", "missing_price", "missing_return", nil, nil, nil])
    #expect(try study.run().rows("notices", ["code": "price_gaps"]).isEmpty)
  }

  @Test func aMissingFactorIsAMissingReturn() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["factors"]
    let all = try #require(study.factors)
    study.factors = FactorSet(
      frequency: .daily, dates: all.dates,
      factors: all.factors.map { factor in
        FactorSet.Factor(
          name: factor.name,
          values: factor.values.enumerated().map { $0.offset == 80 ? .missing : $0.element })
      })
    #expect(try reasons(study) == [nil, nil, "missing_return", nil, nil, nil])
  }

  @Test func theNoticeCountsAndNames() throws {
    var study = try SmallStudy(firms: 7)
    for firm in 0..<6 {
      study.market.blank(SyntheticMarket.firm(firm), sessions: [firm < 2 ? 83 + 3 * firm : 50])
    }
    let tables = try study.run()
    let notice = try #require(tables.rows("notices", ["code": "price_gaps"]).first)
    #expect(
      notice.text("message")
        == "Prices have gaps in the event window of 2 and in the estimation window of 4 of 7 event "
        + "rows (E00, E01, E02, E03, E04 and 1 more). A return over a gap spans several days and "
        + "counts as missing: see reason in ar.")
    let fits = tables.rows("fits")
    #expect(fits.map { $0.integer("multi_day_gaps") } == [0, 0, 1, 1, 1, 1, 0])
    #expect(fits.map { $0.integer("missing_days") } == [0, 0, 2, 2, 2, 2, 0])
  }
}
