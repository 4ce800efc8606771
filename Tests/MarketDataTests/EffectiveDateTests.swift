import MarketData
import Testing

@Suite struct EffectiveDateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let date: CalendarDate
    let time: String
    var cutoff: String?
    let effective: CalendarDate
    let reason: EffectiveDate.Reason

    var testDescription: String { "\(date) \(time) cutoff \(cutoff ?? "none")" }
  }

  @Test(arguments: [
    Case(date: "2025-06-05", time: "08:45", effective: "2025-06-05", reason: .beforeOpen),
    Case(date: "2025-06-05", time: "09:29:59", effective: "2025-06-05", reason: .beforeOpen),
    Case(date: "2025-06-05", time: "09:30", effective: "2025-06-05", reason: .sameSession),
    Case(date: "2025-06-05", time: "15:59:59", effective: "2025-06-05", reason: .sameSession),
    Case(date: "2025-06-05", time: "16:00", effective: "2025-06-06", reason: .afterClose),
    Case(date: "2025-06-05", time: "16:05", effective: "2025-06-06", reason: .afterClose),
    Case(date: "2025-06-06", time: "16:05", effective: "2025-06-09", reason: .afterClose),
    Case(date: "2025-07-03", time: "12:59", effective: "2025-07-03", reason: .sameSession),
    Case(date: "2025-07-03", time: "13:30", effective: "2025-07-07", reason: .afterEarlyClose),
    Case(date: "2025-06-07", time: "16:05", effective: "2025-06-07", reason: .notASession),
    Case(date: "2025-07-04", time: "08:00", effective: "2025-07-04", reason: .notASession),
    Case(
      date: "2025-06-05", time: "15:00", cutoff: "15:00", effective: "2025-06-06",
      reason: .afterCutoff),
    Case(
      date: "2025-06-05", time: "14:59", cutoff: "15:00", effective: "2025-06-05",
      reason: .sameSession),
    Case(
      date: "2025-06-05", time: "16:05", cutoff: "15:00", effective: "2025-06-06",
      reason: .afterClose),
    Case(
      date: "2025-07-03", time: "13:30", cutoff: "15:00", effective: "2025-07-07",
      reason: .afterEarlyClose),
    Case(date: "1987-10-19", time: "16:05", effective: "1987-10-19", reason: .outsideCoverage),
    Case(date: "2030-12-31", time: "16:05", effective: "2030-12-31", reason: .outsideCoverage),
  ])
  func assignsNewsToASession(_ item: Case) throws {
    let calendar = try ExchangeCalendar.named("XNYS")
    let effective = calendar.effectiveDate(
      of: item.date, try #require(ClockTime(item.time)),
      cutoff: try item.cutoff.map { try #require(ClockTime($0)) })
    #expect(effective.date == item.effective)
    #expect(effective.reason == item.reason)
  }

  @Test func reasonsAreStableCodes() {
    #expect(
      EffectiveDate.Reason.allCases.map(\.rawValue) == [
        "same_session", "before_open", "after_close", "after_early_close", "after_cutoff",
        "not_a_session", "outside_coverage",
      ])
  }
}
