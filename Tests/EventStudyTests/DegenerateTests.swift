import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Samples that leave some statistic without an answer, or an event without a place.
@Suite struct DegenerateTests {
  @Test func oneEvent() throws {
    let tables = try SmallStudy(firms: 1).run()
    #expect(
      outcomes(tables) == [
        "csect_t": "undefined too_few_events", "bw80_z": "approximate small_sample", "cda_t": "ok",
        "patell_z": "approximate small_sample", "bmp_t": "undefined too_few_events",
        "sign_z": "ok", "gsign_z": "approximate small_sample", "wilcoxon": "ok",
        "corrado_z": "approximate small_sample", "cz_rank_z": "undefined too_few_events",
        "cz_sign_z": "undefined too_few_events", "grank_t": "undefined too_few_events",
        "grank_z": "undefined too_few_events", "sign_gsar_t": "undefined too_few_events",
        "skew_t": "undefined too_few_events", "hall_t": "undefined too_few_events",
        "jackknife": "undefined too_few_events", "portfolio_t": "undefined too_few_clusters",
        "cluster_t": "undefined too_few_clusters", "calendar_time": "undefined too_few_days",
        "joint_f": "ok", "hotelling_t2": "undefined too_few_events",
        "adj_patell_z": "undefined too_few_events", "adj_bmp_t": "undefined too_few_events",
        "adj_gsign_z": "undefined too_few_events", "adj_grank_z": "undefined too_few_events",
      ])
    #expect(tables.rows("notices").map { $0.text("code") } == ["read_first", "few_events"])
    #expect(contractViolations(tables) == [])
  }

  @Test(arguments: [1.0, 2, 3])
  func allEventsEqual(_ factor: Double) throws {
    var study = try SmallStudy(firms: 3)
    let prices = try #require(study.market.prices["F00"]).prices
    for symbol in ["F01", "F02"] as [Symbol] {
      study.market.setPrices(of: symbol, prices.map { $0 * factor })
    }
    study.events = (0..<3).map { study.event("E\($0)", SyntheticMarket.firm($0), 80) }
    let tables = try study.run()
    let found = outcomes(tables)
    #expect(found["csect_t"] == "undefined zero_variance")
    #expect(found["bmp_t"] == "undefined zero_variance")
    #expect(found["sign_z"] == "ok" && found["wilcoxon"] == "ok")
    #expect(found["corrado_z"] == "approximate small_sample")
    for test in ["cz_rank_z", "cz_sign_z", "grank_t", "grank_z", "sign_gsar_t"] {
      #expect(found[test] == "undefined zero_variance")
    }
    for test in ["skew_t", "hall_t", "jackknife", "hotelling_t2"] {
      #expect(found[test] == "undefined zero_variance")
    }
    #expect(found["joint_f"] == "undefined singular_covariance")
    for test in ["portfolio_t", "cluster_t"] {
      #expect(found[test] == "undefined too_few_clusters")
    }
    #expect(contractViolations(tables) == [])
  }

  @Test(arguments: [1, -1])
  func residualsOfOneSign(_ sign: Int) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["raw"]
    study.market.setPrices(of: "F00", monotone(sign))
    let tables = try study.run()
    #expect(outcomes(tables, model: "raw")["gsign_z"] == "undefined degenerate_positive_share")
    #expect(contractViolations(tables) == [])
  }

  @Test func noEventMoves() throws {
    var study = try SmallStudy(firms: 2)
    study.spec.models = ["market", "raw", "mean"]
    for symbol in ["F00", "F01"] as [Symbol] {
      study.market.setPrices(of: symbol, [Double](repeating: 10, count: 150))
    }
    let tables = try study.run()
    for model in study.spec.models {
      #expect(
        outcomes(tables, model: model.id.rawValue) == [
          "csect_t": "undefined zero_variance", "bw80_z": "undefined too_few_events",
          "cda_t": "undefined zero_variance", "patell_z": "undefined too_few_events",
          "bmp_t": "undefined too_few_events", "sign_z": "undefined all_zero",
          "gsign_z": "undefined too_few_events", "wilcoxon": "undefined all_zero",
          "corrado_z": "undefined too_few_events", "cz_rank_z": "undefined too_few_events",
          "cz_sign_z": "undefined too_few_events", "grank_t": "undefined too_few_events",
          "grank_z": "undefined too_few_events", "sign_gsar_t": "undefined too_few_events",
          "skew_t": "undefined too_few_events", "hall_t": "undefined too_few_events",
          "jackknife": "undefined zero_variance", "portfolio_t": "undefined zero_variance",
          "cluster_t": "undefined zero_variance", "calendar_time": "undefined too_few_days",
          "joint_f": "undefined too_few_events", "hotelling_t2": "undefined zero_variance",
          "adj_patell_z": "undefined too_few_events", "adj_bmp_t": "undefined too_few_events",
          "adj_gsign_z": "undefined too_few_events", "adj_grank_z": "undefined too_few_events",
        ])
    }
    let rows = tables.rows("ar") + tables.rows("car")
    #expect(rows.allSatisfy { $0.text("reason") == "zero_variance" && $0.integer("df") == nil })
    #expect(tables.rows("car").allSatisfy { $0.number("car") == 0 })
    #expect(
      tables.rows("caar").map { $0.number("positive_share") } == Array(repeating: nil, count: 6))
    #expect(contractViolations(tables) == [])
  }

  /// The residuals of an exact fit are rounding, of which no statistic is made.
  @Test func everyFitExact() throws {
    var study = try SmallStudy(firms: 2)
    let index = try #require(study.market.prices[SyntheticMarket.index]).prices
    study.market.setPrices(of: "F00", index.map { $0 * 3 })
    study.market.setPrices(of: "F01", index.map { $0 * 0.7 })
    let tables = try study.run()
    #expect(
      outcomes(tables) == [
        "csect_t": "undefined zero_variance", "bw80_z": "undefined too_few_events",
        "cda_t": "undefined zero_variance", "patell_z": "undefined too_few_events",
        "bmp_t": "undefined too_few_events", "sign_z": "undefined all_zero",
        "gsign_z": "undefined too_few_events", "wilcoxon": "undefined all_zero",
        "corrado_z": "undefined too_few_events", "cz_rank_z": "undefined too_few_events",
        "cz_sign_z": "undefined too_few_events", "grank_t": "undefined too_few_events",
        "grank_z": "undefined too_few_events", "sign_gsar_t": "undefined too_few_events",
        "skew_t": "undefined too_few_events", "hall_t": "undefined too_few_events",
        "jackknife": "undefined zero_variance", "portfolio_t": "undefined zero_variance",
        "cluster_t": "undefined zero_variance", "calendar_time": "undefined too_few_days",
        "joint_f": "undefined too_few_events", "hotelling_t2": "undefined zero_variance",
        "adj_patell_z": "undefined too_few_events", "adj_bmp_t": "undefined too_few_events",
        "adj_gsign_z": "undefined too_few_events", "adj_grank_z": "undefined too_few_events",
      ])
    #expect(contractViolations(tables) == [])
  }

  @Test func anEventWithoutVarianceLeavesOnlyTheStandardizedTests() throws {
    var study = try SmallStudy(firms: 5)
    study.market.setPrices(of: "F02", [Double](repeating: 10, count: 150))
    let tables = try study.run()
    let rows = tables.rows("tests", ["level": "caar", "window_start": -1])
    let counts = Dictionary(
      uniqueKeysWithValues: rows.map { ($0.text("test") ?? "", $0.integer("n_events") ?? 0) })
    #expect(
      counts.filter { $0.value == 5 }.keys.sorted() == [
        "calendar_time", "cda_t", "cluster_t", "csect_t", "hall_t", "hotelling_t2", "jackknife",
        "joint_f", "portfolio_t", "skew_t",
      ])
    #expect(counts.values.allSatisfy { $0 == 5 || $0 == 4 })
    #expect(
      tables.rows("events").map { $0.text("status") } == Array(repeating: "included", count: 5))
    #expect(contractViolations(tables) == [])
  }

  @Test func noEventAtAll() throws {
    let tables = try SmallStudy(firms: 0).run()
    #expect(Set(outcomes(tables).values) == ["undefined too_few_events"])
    #expect(tables.rows("caar").map { $0.integer("n_events") } == [0, 0])
    #expect(contractViolations(tables) == [])
  }

  private func monotone(_ sign: Int) -> [Double] {
    var cents = 100_000
    return (0..<150).map { session in
      cents += sign * (1 + session % 7)
      return Double(cents) / 100
    }
  }

  /// Status and reason by test over the first window.
  private func outcomes(_ tables: TableSet, model: String = "market") -> [String: String] {
    let rows = tables.rows("tests", ["model": model, "level": "caar", "window_start": 0])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (
          row.text("test") ?? "",
          [row.text("status"), row.text("reason")].compactMap { $0 }
            .joined(separator: " ")
        )
      })
  }

  /// Firms whose prices are the market's have no abnormal return at all: every choice of signs has
  /// the observed mean, so that the share of those at least as far out is one.
  @Test func zeroReturnsAreNoEvidence() throws {
    var study = try SmallStudy(firms: 3)
    study.spec.models = ["market-adjusted"]
    study.spec.tests = [TestChoice("signflip")]
    study.spec.resampling.replicates = 99
    let market = try #require(study.market.prices[SyntheticMarket.index]).prices
    for firm in 0..<3 { study.market.setPrices(of: SyntheticMarket.firm(firm), market) }
    let rows = try study.run().rows("tests", ["level": "caar", "event_group": "all"])
    #expect(rows.count == 2)
    for row in rows {
      #expect(row.text("status") == "ok" && row.number("estimate") == 0)
      #expect(row.number("p_value") == 1 && row.number("p_upper") == 1)
    }
  }
}
