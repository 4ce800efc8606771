import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// What a missing abnormal return does to a cumulative one.
@Suite struct MissingPolicyTests {
  /// One firm whose price is missing in a session of the event window.
  private func study(blank session: Int = 81, _ policy: StudySpec.MissingPolicy) throws
    -> SmallStudy
  {
    var study = try SmallStudy(firms: 3)
    study.market.blank("F00", sessions: [session])
    study.spec.windows = [Window(-2...3), Window(-2...0), Window(1...2)]
    study.spec.missing.policy = policy
    return study
  }

  private func rows(_ study: SmallStudy) throws -> [Row] {
    let tables = try study.run()
    #expect(contractViolations(tables) == [])
    return tables.rows("car", ["event_id": "E00"])
  }

  @Test(arguments: [UInt64(1), 7, 42])
  func withoutMissingDataAllPoliciesAgreeBitForBit(_ seed: UInt64) throws {
    var study = try SmallStudy(seed: seed, firms: 5)
    study.spec.models = ["market", "mean", "raw", "scholes-williams"]
    let available = try study.run().fingerprint
    for policy in StudySpec.MissingPolicy.allCases {
      study.spec.missing.policy = policy
      #expect(try study.run().fingerprint == available)
    }
    study.spec.missing.minimumDays = 3
    study.spec.missing.requiresLastDay = true
    study.spec.estimation.excludesEvents = true
    study.spec.estimation.allowsPost = true
    #expect(try study.run().fingerprint == available)
  }

  @Test func completeWindowsAlone() throws {
    let found = try rows(study(.complete))
    #expect(found.map { $0.text("status") } == ["undefined", "ok", "undefined"])
    #expect(found.map { $0.text("reason") } == ["incomplete_window", nil, "no_valid_event_days"])
    #expect(found.map { $0.integer("n_days") } == [4, 3, 0])
    #expect(found.map { $0.number("bhar") == nil } == [true, false, true])
    let tables = try study(.complete).run()
    #expect(tables.rows("caar").map { $0.integer("n_events") } == [2, 3, 2])
    let days = tables.rows("aar").map { $0.integer("n_events") }
    #expect(days == [3, 3, 3, 2, 2, 3])
    let tests = tables.rows("event_tests", ["event_id": "E00", "window_start": -2])
    #expect(Set(tests.map { $0.text("reason") }).contains("incomplete_window"))
  }

  /// The sum is that of the valid days, its variance that of all of them: with the mean model
  /// `sigma^2 (6 + 36 / M)`.
  @Test func zeroFillsTheWindow() throws {
    var filled = try study(.zero)
    filled.spec.models = ["mean"]
    var available = try study(.available)
    available.spec.models = ["mean"]
    let (zero, plain) = (try rows(filled)[0], try rows(available)[0])
    #expect(zero.number("car") == plain.number("car"))
    #expect(zero.number("bhar") == plain.number("bhar"))
    #expect([plain.integer("n_days"), zero.integer("n_days")] == [4, 6])
    let fit = try #require(try filled.run().rows("fits", ["event_id": "E00"]).first)
    let (sigma, m) = (try #require(fit.number("sigma")), Double(fit.integer("n_estimation")!))
    let error = sigma * (6 + 36 / m).squareRoot()
    #expect(abs(try #require(zero.number("std_error")) - error) < 1e-15)
    #expect(try rows(filled)[2].text("reason") == "no_valid_event_days")
    let notice = try #require(try filled.run().rows("notices", ["code": "filled_with_zero"]).first)
    #expect(
      notice.text("message")?.hasPrefix(
        "2 missing abnormal returns count as zero in 1 cumulative ones") == true)
    #expect(notice.text("severity") == "warning")
  }

  /// Past the data's end there is no regressor, so a filled day adds nothing to the variance.
  @Test func filledDaysPastTheDataAddNoVariance() throws {
    func row(_ policy: StudySpec.MissingPolicy) throws -> Row {
      var study = try SmallStudy(firms: 1, sessions: 82)
      study.spec.windows = [Window(-2...3)]
      study.spec.missing.policy = policy
      return try #require(try study.run().rows("car").first)
    }
    let (zero, plain) = (try row(.zero), try row(.available))
    #expect(zero.integer("n_days") == 6 && plain.integer("n_days") == 4)
    #expect(zero["std_error"] == plain["std_error"] && zero["car"] == plain["car"])
  }

  @Test(arguments: [(4, nil), (5, "too_few_days"), (6, "too_few_days")])
  func aMinimumOfDays(_ minimum: Int, _ reason: String?) throws {
    var study = try study(.available)
    study.spec.missing.minimumDays = minimum
    let found = try rows(study)
    #expect(found[0].text("reason") == reason)
    // A window shorter than the minimum needs all of its days.
    #expect(found[1].text("reason") == nil)
    #expect(found[2].text("reason") == "no_valid_event_days")
  }

  @Test(arguments: [(80, [nil, "last_day_missing"]), (81, [nil, nil])])
  func theLastDay(_ blank: Int, _ reasons: [String?]) throws {
    var study = try study(blank: blank, .available)
    study.spec.missing.requiresLastDay = true
    #expect(try rows(study).prefix(2).map { $0.text("reason") } == reasons)
  }
}
