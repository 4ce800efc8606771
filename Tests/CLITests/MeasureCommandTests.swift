import Foundation
import MarketData
import TestSupport
import Testing

/// Studies of bars by the command: what is measured and between which prices.
@Suite struct MeasureCommandTests {
  private let workdir: Workdir

  /// Closes of 100 but on the event's day; volumes of 99 and 399, highs of 101 and 103 in turn.
  private static let bars: String = {
    let days = SyntheticMarket.weekdays(from: "2024-01-01", count: 80)
    return days.enumerated().reduce("date,symbol,open,high,low,close,volume\n") { text, entry in
      let (t, day) = entry
      guard t != 70 else { return text + "\(day),A,110,121,100,121,799\n" }
      return text + "\(day),A,100,\(t.isMultiple(of: 2) ? 101 : 103),100,100,"
        + "\(t.isMultiple(of: 2) ? 99 : 399)\n"
    }
  }()

  init() throws {
    workdir = try Workdir()
    try workdir.write(Self.bars.utf8, to: "p.csv")
    try workdir.write("event_id,symbol,date\ne,A,2024-04-08\n".utf8, to: "e.csv")
    try workdir.run("import prices p.csv").expect()
    try workdir.run("import events e.csv").expect()
  }

  private func study(_ lines: String) throws -> CommandOutcome {
    let text = """
      study: s
      market: A
      estimation: {window: [-60, -11], minimum: 30}
      event-window: [-1, 1]
      windows: [[0, 0]]
      \(lines)

      """
    try workdir.write(text.utf8, to: "s.yaml")
    return try workdir.run("study s.yaml")
  }

  private func eventDay(_ column: String) throws -> Double? {
    let table = CSVTable(try workdir.run("export s --table ar --format csv").expect().stdout)
    return table[column].indices.contains(1) ? Double(table[column][1]) : nil
  }

  @Test func anAbnormalVolumeIsALogarithmOfARatio() throws {
    try study("measure: volume\nmodel: mean").expect()
    // ln 800 above the mean of ln 100 and ln 400, which is ln 200.
    #expect(abs(try #require(try eventDay("ar")) - log(4)) < 1e-12)
    let report = try workdir.run("report s").expect().stdout
    #expect(report.contains("CAV +1.386 over [0, 0] is"), "\(report)")
    #expect(report.contains("Log volumes: ln(1 + units traded)"))
    #expect(!report.contains("BHAR") && !report.contains(" CAR "))
  }

  @Test func anAbnormalRangeIsALogarithmOfARatio() throws {
    try study("measure: range\nmodel: mean").expect()
    let ordinary = (log(log(1.01)) + log(log(1.03))) / 2
    let wanted = log(log(1.21)) - ordinary
    #expect(abs(try #require(try eventDay("ar")) - wanted) < 1e-12)
    #expect(try workdir.run("report s").expect().stdout.contains("CALR +2.4"))
  }

  @Test(arguments: [
    ("overnight", 0.1), ("open-close", 0.1), ("open-open", 0.1), ("close-close", 0.21),
  ])
  func aReturnIsBetweenThePricesOfItsInterval(_ interval: String, _ wanted: Double) throws {
    try study("returns: {interval: \(interval)}\nmodel: raw").expect()
    #expect(abs(try #require(try eventDay("actual")) - wanted) < 1e-12)
    let words = try workdir.run("report s").expect().stdout
    let said = ["overnight": "close to the next open", "close-close": "close to close"]
    #expect(
      words.contains(
        "Returns: simple, " + (said[interval] ?? interval.replacing("-", with: " to "))))
  }

  @Test func volatilityIsReportedInItsOwnWords() throws {
    try workdir.write(SmallMarket.prices.utf8, to: "m.csv")
    try workdir.write(SmallMarket.events.utf8, to: "m-events.csv")
    try workdir.run("import prices m.csv").expect()
    try workdir.run("import events m-events.csv").expect()
    try workdir.write(
      (SmallMarket.study + "events: {list: m-events}\nmeasure: volatility\n").utf8, to: "s.yaml")
    try workdir.run("study s.yaml").expect()
    let tests = CSVTable(try workdir.run("export small --table tests --format csv").stdout)
    #expect(Set(tests["test"]).isSuperset(of: ["beaver_z", "bgw_chi2", "csect_t"]))
    let report = try workdir.run("report small").expect().stdout
    #expect(report.contains("CAVAR") && report.contains("AAVAR"), "\(report)")
    #expect(!report.contains(" CAR ") && !report.contains(" AAR "), "\(report)")
    #expect(report.contains("Variance ratios: squared abnormal returns"))
    try workdir.run("study s.yaml").expect()
  }

  @Test func aSeriesWithoutVolumeIsNamed() throws {
    try workdir.write("date,symbol,close\n2024-04-08,B,1\n2024-04-09,B,1\n".utf8, to: "b.csv")
    try workdir.run("import prices b.csv").expect()
    try study("measure: volume\nevents: {symbols: [A, B]}\nmodel: mean").expect()
    let events = CSVTable(try workdir.run("export s --table events --format csv").stdout)
    #expect(events["reason"] == ["", "missing_volume"])
    #expect(try workdir.run("report s").expect().stdout.contains("no volume"))
  }

  @Test(arguments: [
    ("measure: turnover", "measure: 'turnover' is not one of return, volatility, volume, range"),
    (
      "measure: volume\nmodel: market-adjusted",
      "model: model 'market-adjusted' does not explain log volumes; measure: volume takes mean, market"
    ),
    (
      "measure: volume\ntests: [calendar_time]",
      "tests: test 'calendar_time' says nothing about log volumes"
    ),
    (
      "returns: {interval: overnite}",
      "returns.interval: 'overnite' is not one of close-close, open-close, overnight, open-open"
    ),
  ])
  func aWrongMeasureIsRefused(_ lines: String, _ message: String) throws {
    let outcome = try study(lines).expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
  }
}
