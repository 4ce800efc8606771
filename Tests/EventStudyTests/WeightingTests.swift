import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Weighted averages; those by precision are compared with numpy in `ReferenceStudyTests`.
@Suite struct WeightingTests {
  private func study(_ caps: [String?]) throws -> SmallStudy {
    var study = try SmallStudy(firms: caps.count)
    study.events = zip(study.events, caps).map { event, cap in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: event.time,
        covariates: cap.map { [.init(name: "market_cap", value: $0)] } ?? [])
    }
    study.spec.weights = .value(covariate: "market_cap")
    return study
  }

  private func fingerprint(_ study: SmallStudy, equally: Bool = false) throws -> [Double?] {
    var study = study
    if equally { study.spec.weights = .equal }
    return try study.run().rows("caar").flatMap { row in
      ["caar", "conf_low", "conf_high"].map { row.number($0) }
    }
  }

  /// One event alone has a mean and no interval.
  @Test(arguments: [1, 2, 4])
  func equalWeightsAreThePlainMean(_ count: Int) throws {
    let study = try study([String?](repeating: "2.5", count: count))
    let (weighted, plain) = (try fingerprint(study), try fingerprint(study, equally: true))
    #expect(plain.contains(nil) == (count == 1))
    for (weighted, plain) in zip(weighted, plain) {
      #expect((weighted == nil) == (plain == nil))
      #expect(abs((weighted ?? 0) - (plain ?? 0)) < 1e-15)
    }
  }

  /// A weight of two is the event twice, as far as the mean goes.
  @Test func theMeanIsWeighted() throws {
    let tables = try study(["2", "1", "1"]).run()
    let cars = tables.rows("car", ["window_start": 0]).compactMap { $0.number("car") }
    let expected = (2 * cars[0] + cars[1] + cars[2]) / 4
    let row = try #require(tables.rows("caar", ["window_start": 0]).first)
    #expect(abs(try #require(row.number("caar")) - expected) < 1e-16)
    let parts = zip([0.5, 0.25, 0.25], cars).map { $0 * ($1 - expected) }
    let error = (parts.reduce(0) { $0 + $1 * $1 } * 3 / 2).squareRoot()
    // 4.302652729696142 is scipy's t(2).ppf(0.975).
    let low = expected - 4.302652729696142 * error
    #expect(abs(try #require(row.number("conf_low")) - low) < 1e-11)
    #expect(contractViolations(tables) == [])
  }

  @Test func testsCountEveryEventTheSame() throws {
    var study = try study(["2", "1", "5"])
    let weighted = try study.run()
    study.spec.weights = .equal
    let equal = try study.run()
    for name in ["tests", "car", "ar", "event_tests"] {
      #expect(TableSet([weighted[name]!]).fingerprint == TableSet([equal[name]!]).fingerprint)
    }
    let message = weighted.rows("notices", ["code": "weighted_averages"]).first?.text("message")
    #expect(
      message
        == "aar, caar and their 95% intervals weight events by the column 'market_cap'; tests, "
        + "median, positive_share and abhar count every event the same.")
    #expect(equal.rows("notices", ["code": "weighted_averages"]).isEmpty)
  }

  @Test func anEventWithoutAWeightIsLeftOut() throws {
    let tables = try study(["2", nil, "2"]).run()
    let cars = tables.rows("car", ["window_start": 0]).compactMap { $0.number("car") }
    let row = try #require(tables.rows("caar", ["window_start": 0]).first)
    #expect(abs(try #require(row.number("caar")) - (cars[0] + cars[2]) / 2) < 1e-16)
    let message = tables.rows("notices", ["code": "weighted_averages"]).first?.text("message")
    #expect(
      message?.hasSuffix("1 of 3 event rows have no weight and are not in the weighted averages.")
        == true)
  }

  @Test(arguments: [
    (
      "market_cap", "12bn", "event 'E00' has the market_cap '12bn'; a weight is a number above zero"
    ),
    ("market_cap", "0", "event 'E00' has the market_cap '0'; a weight is a number above zero"),
    ("market_cap", "nan", "event 'E00' has the market_cap 'nan'; a weight is a number above zero"),
    ("marketcap", "1", "no event has the column 'marketcap'; did you mean 'market_cap'?"),
    ("xyzzy", "1", "no event has the column 'xyzzy'; there are: market_cap"),
  ])
  func wrongWeights(_ column: String, _ value: String, _ message: String) throws {
    var study = try study([value, "1"])
    study.spec.weights = .value(covariate: column)
    #expect { try study.run() } throws: { "\($0)" == "weights.value: " + message }
  }

  @Test func eventsWithoutColumns() throws {
    #expect { try study([nil, nil]).run() } throws: {
      "\($0)"
        == "weights.value: no event has the column 'market_cap'; the events have no further columns"
    }
  }

  @Test func anEventWithoutAStandardErrorHasNoPrecision() throws {
    var study = try SmallStudy(firms: 3)
    study.market.setPrices(of: "F01", [Double](repeating: 20, count: 150))
    study.spec.models = ["mean"]
    study.spec.weights = .precision
    let tables = try study.run()
    let rows = tables.rows("car", ["window_start": 0])
    let weights = rows.map { $0.number("std_error").map { 1 / ($0 * $0) } ?? 0 }
    #expect(weights[1] == 0)
    let sum = zip(rows, weights).reduce(0) { $0 + $1.1 * $1.0.number("car")! }
    let caar = try #require(tables.rows("caar", ["window_start": 0]).first?.number("caar"))
    #expect(abs(caar - sum / weights.reduce(0, +)) < 1e-15)
    #expect(contractViolations(tables) == [])
  }
}
