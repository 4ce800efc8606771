import EventStudy
import Foundation
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// What the rank tests keep, whatever the data.
@Suite struct RankIdentityTests {
  static let seeds: [UInt64] = [1, 2, 3]

  /// 300 events of 30 firms, many in one session, some with missing prices.
  private static func many(_ seed: UInt64) throws -> SmallStudy {
    var study = try SmallStudy(seed: seed, firms: 30, sessions: 200)
    study.events = (0..<300).map { number in
      study.event("E\(number)", SyntheticMarket.firm(number % 30), 80 + number / 30 * 3)
    }
    for firm in 0..<10 {
      study.market.blank(SyntheticMarket.firm(firm), sessions: [40 + firm, 78 + 3 * firm])
    }
    study.spec.models = ["market", "raw"]
    return study
  }

  private func tests(_ tables: TableSet) throws -> [String] {
    try TableSet([#require(tables["tests"])]).fingerprint
  }

  @Test(arguments: seeds)
  func anyNumberOfThreadsAndAnyOrderGivesTheSameBytes(_ seed: UInt64) throws {
    let study = try Self.many(seed)
    let expected = try tests(study.run(threads: 1))
    #expect(try tests(study.run(threads: 2)) == expected)
    #expect(try tests(study.run(threads: 8)) == expected)
    #expect(try tests(study.with(study.events.reversed()).run(threads: 2)) == expected)
  }

  /// Ranks know no scale: a monotone function of one firm's returns leaves them as they are.
  @Test(arguments: seeds)
  func aMonotoneTransformationChangesNoRank(_ seed: UInt64) throws {
    var study = try SmallStudy(seed: seed, firms: 6)
    study.spec.models = ["raw"]
    study.spec.tests = ["corrado_z", TestChoice("cz_rank_z", variant: "no_event_variance")]
    let expected = try study.run().rows("tests").map { $0.number("statistic") }
    let prices = try #require(study.market.prices["F03"])
    var (level, transformed) = (100.0, [100.0])
    for value in simpleReturns(prices).dropFirst() {
      level *= 1 + sinh(30 * value) / 100
      transformed.append(level)
    }
    study.market.setPrices(of: "F03", transformed)
    #expect(try study.run().rows("tests").map { $0.number("statistic") } == expected)
    #expect(expected.allSatisfy { $0 != nil })
  }

  /// Mirrored returns mirror ranks: the statistics change their signs.
  @Test(arguments: ["corrado_z", "cz_rank_z", "cz_sign_z", "grank_t", "grank_z", "sign_gsar_t"])
  func mirroredReturnsMirrorTheStatistic(_ test: String) throws {
    var study = try SmallStudy(seed: 7, firms: 6)
    study.spec.models = ["raw"]
    let expected = try study.run().rows("tests", ["test": test])
    for firm in 0..<6 {
      let symbol = SyntheticMarket.firm(firm)
      let prices = try #require(study.market.prices[symbol])
      var (level, mirrored) = (100.0, [100.0])
      for value in simpleReturns(prices).dropFirst() {
        level *= 1 - value
        mirrored.append(level)
      }
      study.market.setPrices(of: symbol, mirrored)
    }
    let found = try study.run().rows("tests", ["test": test])
    #expect(found.count == 8)
    for (one, other) in zip(expected, found) {
      let (z, mirrored) = (
        try #require(one.number("statistic")), try #require(other.number("statistic"))
      )
      #expect(abs(z + mirrored) <= 1e-9 * abs(z))
    }
  }

  /// A rank times two must fit 16 bits.
  @Test func tooManyDaysAreNotRanked() throws {
    let count = 33_000
    var study = try SmallStudy(firms: 1)
    study.market = SyntheticMarket(
      seed: 1, sessions: SyntheticMarket.weekdays(from: "1900-01-01", count: count), firmCount: 1)
    study.events = [10, 20].map { study.event("E\($0)", "F00", count - $0) }
    study.spec.alignment.calendar = .market
    study.spec.models = ["raw"]
    study.spec.estimation.windows = [Window(-32_900 ... -6)]
    let tables = try study.run()
    for test in ["corrado_z", "cz_rank_z", "cz_sign_z", "grank_t", "grank_z", "sign_gsar_t"] {
      let reasons = Set(tables.rows("tests", ["test": test]).map { $0.text("reason") })
      #expect(reasons == ["too_many_days"], "\(test): \(reasons)")
    }
    #expect(contractViolations(tables) == [])
  }
}
