import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// The table `placebo_paths`, against studies whose events are at the placebo sessions themselves.
///
/// There are 88 sessions and two firms with an event in session 80 or 83, windows of five days
/// before it and an estimation of 55 days, all of which must be valid. A session serves from 61 on -
/// the first one has no return - up to 84, and not within five of the firm's own event.
@Suite struct PlaceboPathsTests {
  private func study(distance: Int = 3, tests: [TestChoice] = ["placebo_dates"]) throws
    -> SmallStudy
  {
    var study = try SmallStudy(seed: 3, firms: 2, sessions: 88, jump: 31_457, distance: distance)
    study.spec.models = ["mean"]
    study.spec.estimation.minimum = 55
    study.spec.windows = [Window(0...0)]
    study.spec.tests = tests
    study.spec.resampling.placeboDraws = 99
    return study
  }

  /// The same study with the firms' events in a session, and no test that draws.
  private func moved(_ study: SmallStudy, to session: Int) throws -> TableSet {
    var study = study
    study.events = study.events.map { event in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: .date(study.market.sessions[session]),
        covariates: event.covariates)
    }
    study.spec.tests = ["csect_t"]
    return try study.run()
  }

  /// The type 7 quantile of Hyndman & Fan (1996): at the place 1 + (n - 1) p.
  private func quantile(_ values: [Double], _ p: Double) -> Double {
    let sorted = values.sorted()
    let place = Double(sorted.count - 1) * p
    let below = sorted[Int(place.rounded(.down))]
    let above = sorted[Int(place.rounded(.up))]
    return below + (place - place.rounded(.down)) * (above - below)
  }

  private func isClose(_ found: Double?, _ expected: Double?) -> Bool {
    guard let found, let expected else { return false }
    return abs(found - expected) < 1e-14
  }

  /// The firms of two dates are moved on their own, the first one first, each to one of its
  /// sessions; every draw is from its own substream.
  @Test func theQuantilesAreThoseOfTheDrawnPaths() throws {
    let study = try study()
    let sessions = ["E00": Array(61...74), "E01": Array(61...77)]
    let returns = try Dictionary(
      uniqueKeysWithValues: (61...77).map { ($0, try moved(study, to: $0).rows("ar")) })
    func abnormal(_ event: String, _ stream: inout RandomStream) throws -> [Double] {
      let sessions = try #require(sessions[event])
      let session = sessions[Int(stream.integer(below: UInt64(sessions.count)))]
      return try #require(returns[session]).filter { $0.text("event_id") == event }
        .compactMap { $0.number("ar") }
    }
    let paths = try (0..<99).map { draw in
      var stream = RandomStream(
        seed: study.spec.resampling.seed, substream: UInt64(draw))
      var sum = 0.0
      return try zip(abnormal("E00", &stream), abnormal("E01", &stream)).map { first, second in
        sum += (first + second) / 2
        return sum
      }
    }
    #expect(paths.allSatisfy { $0.count == 6 })
    let tables = try study.run()
    let rows = tables.rows("placebo_paths")
    #expect(rows.map { $0.integer("rel_day") } == [-2, -1, 0, 1, 2, 3])
    for (day, row) in rows.enumerated() {
      let values = paths.map { $0[day] }
      #expect(row.text("model") == "mean" && row.text("event_group") == "all")
      #expect(row.integer("n_draws") == 99)
      #expect(isClose(row.number("caar_low"), quantile(values, 0.025)), "\(row)")
      #expect(isClose(row.number("caar_median"), quantile(values, 0.5)), "\(row)")
      #expect(isClose(row.number("caar_high"), quantile(values, 0.975)), "\(row)")
    }
    #expect(contractViolations(tables) == [])
  }

  /// A missing price in session 12 leaves the session 74 alone: every path is that of a study
  /// with the events there, whatever the weights.
  @Test(arguments: [StudySpec.Weighting.equal, .precision, .value(covariate: "size")])
  func oneSessionLeavesOnePath(_ weights: StudySpec.Weighting) throws {
    var study = try study(distance: 0)
    for firm in 0..<2 { study.market.blank(SyntheticMarket.firm(firm), sessions: [12]) }
    study.events = zip(study.events, ["1", "5"]).map { event, size in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: event.time,
        covariates: [.init(name: "size", value: size)])
    }
    study.spec.weights = weights
    let expected = try moved(study, to: 74).rows("aar").map { $0.number("caar") }
    let rows = try study.run().rows("placebo_paths")
    #expect(rows.count == 6 && expected.count == 6)
    for (row, caar) in zip(rows, expected) {
      for column in ["caar_low", "caar_median", "caar_high"] {
        #expect(isClose(row.number(column), caar), "\(column) \(row)")
      }
    }
  }

  /// Events of one date can go to the 14 sessions from 61 to 74, which are fewer than the 99 draws asked
  /// for: each counts once, and no p-value is below 1/15.
  @Test func fewPlacementsCountOnceEach() throws {
    let study = try study(
      distance: 0, tests: [TestChoice("placebo_dates", variant: "csect_t")])
    func t(_ tables: TableSet) throws -> Double {
      let rows = tables.rows("tests", ["test": "csect_t", "level": "caar"])
      return abs(try #require(rows.first?.number("statistic")))
    }
    let observed = try t(moved(study, to: 80))
    let reached = try (61...74).count { try t(moved(study, to: $0)) >= observed }
    let tables = try study.run()
    let row = try #require(
      tables.rows("tests", ["test": "placebo_dates", "level": "caar"]).first)
    #expect(isClose(row.number("p_value"), Double(1 + reached) / 15))
    #expect(row.text("distribution") == "placebo 14")
    #expect(tables.rows("placebo_paths").allSatisfy { $0.integer("n_draws") == 14 })
  }

  /// The estimation of session 60 begins with the first session, which has no return: 54 are left,
  /// and with 61 to 74 there are 15 to go to.
  @Test func anEstimationMayBeginWithTheData() throws {
    var study = try study(distance: 0)
    study.spec.estimation.minimum = 54
    let rows = try study.run().rows("placebo_paths")
    #expect(rows.map { $0.integer("n_draws") } == [15, 15, 15, 15, 15, 15])
  }

  /// Two dates with 14 and 17 sessions have 238 placements: as many draws are each of them once,
  /// whatever the seed, and one draw less is random.
  @Test(arguments: [(238, true), (237, false)])
  func asManyDrawsAsPlacementsAreAllOfThem(_ draws: Int, _ isComplete: Bool) throws {
    var study = try study()
    study.spec.resampling.placeboDraws = draws
    let medians = try ([1, 2] as [UInt64]).map { seed in
      study.spec.resampling.seed = seed
      let rows = try study.run().rows("placebo_paths")
      #expect(rows.allSatisfy { $0.integer("n_draws") == draws })
      return rows.map { $0.number("caar_median") }
    }
    #expect((medians[0] == medians[1]) == isComplete)
  }

  @Test func formsShareOneBandAndKeepTheirPValues() throws {
    let choices = [
      TestChoice("placebo_dates", variant: "csect_t"),
      TestChoice("placebo_dates", variant: "patell_z"), TestChoice("csect_t"),
    ]
    let together = try study(tests: choices).run()
    for choice in choices.prefix(2) {
      let alone = try study(tests: [choice]).run()
      func row(_ tables: TableSet) -> [Double?] {
        tables.rows("tests", ["test": "placebo_dates", "variant": choice.variant ?? ""])
          .map { $0.number("p_value") }
      }
      #expect(row(alone).count == 7 && row(alone) == row(together))
      let bands = [together, alone].compactMap { $0["placebo_paths"] }
      #expect(TableSet([bands[0]]).fingerprint == TableSet([bands[1]]).fingerprint)
    }
  }

  @Test func threadsChangeNothing() throws {
    let study = try study()
    #expect(try study.run(threads: 1).fingerprint == study.run(threads: 3).fingerprint)
  }

  /// Each group has its own band, that of one event too, for which the test itself has no answer.
  @Test func everyGroupHasItsBand() throws {
    var study = try study()
    study.events = [
      study.event("A", SyntheticMarket.firm(0), 80, group: "first"),
      study.event("B", SyntheticMarket.firm(1), 83, group: "second"),
    ]
    let tables = try study.run()
    for group in ["all", "first", "second"] {
      let rows = tables.rows("placebo_paths", ["event_group": group])
      #expect(rows.count == 6)
      for row in rows {
        let (low, median, high) = (
          try #require(row.number("caar_low")), try #require(row.number("caar_median")),
          try #require(row.number("caar_high"))
        )
        #expect(low < median && median < high)
      }
    }
    let tests = tables.rows("tests", ["event_group": "first"])
    #expect(tests.allSatisfy { $0.text("reason") == "too_few_events" })
  }

  @Test func thereAreNoneWithoutTheTest() throws {
    let tables = try study(tests: ["csect_t", "signflip"]).run()
    #expect(tables.rows("placebo_paths").isEmpty)
    #expect(contractViolations(tables) == [])
  }

  /// A missing price in session 13 leaves no session to go to; table `tests` says so.
  @Test func thereAreNoneWithoutASession() throws {
    var study = try study(distance: 0)
    for firm in 0..<2 { study.market.blank(SyntheticMarket.firm(firm), sessions: [13]) }
    let tables = try study.run()
    #expect(tables.rows("placebo_paths").isEmpty)
    #expect(
      tables.rows("tests").allSatisfy { $0.text("reason") == "no_placebo_sessions" })
  }
}
