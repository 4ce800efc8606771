import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Which session an event belongs to, and the reason given.
///
/// Clock times and holidays are those of the New York Stock Exchange: 3 July 2025 closed at 13:00,
/// 4 July was a holiday, 5 June a Thursday, 7 June a Saturday.
@Suite struct AlignmentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let time: EventTime
    var alignment = StudySpec.Alignment()
    /// Session, shift in days and reason; for an excluded event, its reason code.
    let expected: String
  }

  static let cases: [Case] = [
    Case(
      testDescription: "after the close", time: clock("2025-06-05", "16:05"),
      expected: "2025-06-06 1 after_close"),
    Case(
      testDescription: "at the close", time: clock("2025-06-05", "16:00"),
      expected: "2025-06-06 1 after_close"),
    Case(
      testDescription: "just before the close", time: clock("2025-06-05", "15:59:59"),
      expected: "2025-06-05 0 same_session"),
    Case(
      testDescription: "before the open", time: clock("2025-06-05", "08:45"),
      expected: "2025-06-05 0 before_open"),
    Case(
      testDescription: "after the early close of a day before a holiday weekend",
      time: clock("2025-07-03", "13:30"), expected: "2025-07-07 4 after_early_close"),
    Case(
      testDescription: "Friday after the close", time: clock("2025-06-06", "18:00"),
      expected: "2025-06-09 3 after_close"),
    Case(
      testDescription: "Tokyo's morning is New York's evening before",
      time: clock("2025-06-06", "08:00", "Asia/Tokyo"), expected: "2025-06-06 1 after_close"),
    Case(
      testDescription: "Tokyo's late evening is New York's morning",
      time: clock("2025-06-05", "22:45", "Asia/Tokyo"), expected: "2025-06-05 0 same_session"),
    Case(
      testDescription: "a date alone", time: .date("2025-06-05"),
      expected: "2025-06-05 0 date_only"),
    Case(
      testDescription: "a Saturday", time: .date("2025-06-07"),
      expected: "2025-06-09 2 non_trading_next"),
    Case(
      testDescription: "a Saturday, back", time: .date("2025-06-07"),
      alignment: alignment { $0.nonTrading = .previous },
      expected: "2025-06-06 -1 non_trading_previous"),
    Case(
      testDescription: "a Saturday, nearest", time: .date("2025-06-07"),
      alignment: alignment { $0.nonTrading = .nearest },
      expected: "2025-06-06 -1 non_trading_nearest"),
    Case(
      testDescription: "a Sunday, nearest", time: .date("2025-06-08"),
      alignment: alignment { $0.nonTrading = .nearest },
      expected: "2025-06-09 1 non_trading_nearest"),
    Case(
      testDescription: "a holiday between two sessions goes forward",
      time: .date("2025-06-19"), alignment: alignment { $0.nonTrading = .nearest },
      expected: "2025-06-20 1 non_trading_nearest"),
    Case(
      testDescription: "a Saturday with a time", time: clock("2025-06-07", "18:00"),
      expected: "2025-06-09 2 non_trading_next"),
    Case(
      testDescription: "a Saturday, skipped", time: .date("2025-06-07"),
      alignment: alignment { $0.nonTrading = .skip }, expected: "not_a_session"),
    Case(
      testDescription: "after an earlier cutoff", time: clock("2025-06-05", "15:30"),
      alignment: alignment { $0.cutoff = .time(threeOClock) },
      expected: "2025-06-06 1 after_cutoff"),
    Case(
      testDescription: "before an earlier cutoff", time: clock("2025-06-05", "14:59"),
      alignment: alignment { $0.cutoff = .time(threeOClock) },
      expected: "2025-06-05 0 same_session"),
    Case(
      testDescription: "the early close is sooner than the cutoff",
      time: clock("2025-07-03", "14:00"), alignment: alignment { $0.cutoff = .time(threeOClock) },
      expected: "2025-07-07 4 after_early_close"),
    Case(
      testDescription: "further than allowed", time: clock("2025-07-03", "13:30"),
      alignment: alignment { $0.maximumShift = 3 }, expected: "shift_too_long"),
    Case(
      testDescription: "no shift allowed", time: .date("2025-06-07"),
      alignment: alignment { $0.maximumShift = 0 }, expected: "shift_too_long"),
    Case(
      testDescription: "the exchange's own sessions", time: clock("2025-07-03", "13:30"),
      alignment: alignment { $0.calendar = .exchange("XNYS") },
      expected: "2025-07-07 4 after_early_close"),
  ]

  @Test(arguments: cases)
  func session(_ testCase: Case) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.alignment = testCase.alignment
    study.events = [NewsEvent(id: "A", symbol: "F00", time: testCase.time)]
    #expect(try outcome(study) == testCase.expected)
  }

  /// When the market has no bar on the session an event would have, the non-trading policy decides.
  @Test(arguments: [
    (StudySpec.SessionCalendar.market, "2025-06-09 4 after_close+non_trading_next"),
    (.exchange("XNYS"), "2025-06-06 1 after_close"),
  ])
  func aSessionTheMarketLacks(_ calendar: StudySpec.SessionCalendar, _ expected: String) throws {
    var study = try SmallStudy(firms: 1)
    let friday = try #require(study.market.sessions.firstIndex(of: "2025-06-06"))
    study.market.drop(SyntheticMarket.index, sessions: [friday])
    study.spec.alignment.calendar = calendar
    study.events = [
      NewsEvent(id: "A", symbol: "F00", time: Self.clock("2025-06-05", "16:05"))
    ]
    #expect(try outcome(study) == expected)
  }

  /// Under an exchange's calendar a gap of the market costs two returns; under the market's own the
  /// session does not exist, and returns span it on both sides.
  @Test(arguments: [
    (StudySpec.SessionCalendar.market, [0, 0, 0, 0, 0, 0]),
    (.exchange("XNYS"), [0, 0, 0, 1, 1, 0]),
  ])
  func aGapOfTheMarket(_ calendar: StudySpec.SessionCalendar, _ missing: [Int]) throws {
    var study = try SmallStudy(firms: 1)
    study.market.drop(SyntheticMarket.index, sessions: [81])
    study.spec.alignment.calendar = calendar
    let tables = try study.run()
    #expect(tables.rows("ar").map { $0.number("ar") == nil ? 1 : 0 } == missing)
    #expect(contractViolations(tables) == [])
  }

  @Test func theModelsWithoutAMarketNeedNoneOnAnExchangesSessions() throws {
    var study = try SmallStudy(firms: 2)
    study.spec.models = ["mean"]
    study.spec.market = "NONE"
    study.spec.alignment.calendar = .exchange("XNYS")
    #expect(try Study(study.spec).needsMarket == false)
    #expect(try study.run().rows("events").map { $0.text("status") } == ["included", "included"])
  }

  @Test func aDateWithoutSessionMayBeAnError() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.alignment.nonTrading = .error
    study.events = [NewsEvent(id: "sat", symbol: "F00", time: .date("2025-06-07"))]
    let message =
      "alignment.non-trading: event 'sat' of 2025-06-07 falls on a date without a session; "
      + "correct the date, or choose next, previous, nearest or skip"
    #expect { try study.run() } throws: { "\($0)" == message }
  }

  /// The estimation window moves with the event.
  @Test func windowsCountFromTheSession() throws {
    let study = try SmallStudy(firms: 1)
    let saturday = NewsEvent(id: "A", symbol: "F00", time: .date("2025-06-07"))
    let monday = NewsEvent(id: "A", symbol: "F00", time: .date("2025-06-09"))
    let (moved, plain) = (try study.with([saturday]).run(), try study.with([monday]).run())
    for name in ["fits", "models", "ar", "car", "tests"] {
      #expect(
        TableSet([try #require(moved[name])]).fingerprint
          == TableSet([try #require(plain[name])]).fingerprint)
    }
  }

  private func outcome(_ study: SmallStudy) throws -> String {
    let row = try #require(try study.run().rows("events").first)
    guard row.text("status") == "included", case .date(let session) = row["session"] else {
      return row.text("reason") ?? ""
    }
    return
      "\(CalendarDate(ordinal: session)) \(row.integer("shift_days")!) \(row.text("alignment")!)"
  }

  private static let threeOClock = ClockTime(hour: 15, minute: 0)!

  private static func alignment(_ change: (inout StudySpec.Alignment) -> Void)
    -> StudySpec.Alignment
  {
    var alignment = StudySpec.Alignment()
    change(&alignment)
    return alignment
  }

  static func clock(
    _ date: CalendarDate, _ time: String, _ zone: String = "America/New_York"
  ) -> EventTime {
    guard let time = ClockTime(time), let zone = Zone(zone),
      case .once(let instant) = zone.reading(of: date, time)
    else { preconditionFailure("\(date) \(time) is not one instant") }
    return .clock(date: date, time: time, zone: zone, instant: instant)
  }
}
