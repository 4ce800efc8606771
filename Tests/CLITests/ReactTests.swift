import Foundation
import TestSupport
import Testing

@Suite struct ReactTests {
  private static let columns = [
    "event_id", "symbol", "session", "resolution", "direction_rule", "gap", "open_to_close",
    "close_to_close", "peak", "peak_time", "trough", "trough_time", "fade_ratio", "retention",
    "minutes_to_peak", "half_life", "placebo_percentile", "placebo_p", "placebo_n", "status",
    "reason",
  ]

  /// The bundled daily bars around 5 June 2025 and the news of that day.
  private static func june() throws -> Workdir {
    let workdir = try Workdir()
    let folder = packageRoot.appendingPathComponent("data/june-5-2025").path
    try workdir.run(["import", "prices", "\(folder)/daily.csv"]).expect()
    try workdir.run(["import", "events", "\(folder)/events.csv"]).expect()
    return workdir
  }

  private func row(_ workdir: Workdir, _ arguments: [String]) throws -> [String: Any] {
    let outcome = try workdir.run(["react"] + arguments + ["--format", "json"]).expect()
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [[String: Any]])
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(Set(row.keys) == Set(Self.columns))
    return row
  }

  @Test("The day of the call on daily bars: the rise turned round, as it does on ordinary days")
  func june5() throws {
    let workdir = try Self.june()
    let row = try row(workdir, ["SPY", "2025-06-05"])
    // From the bars 596.96,597.95,595.49,595.93 and 597.63,599.00,591.05,593.05.
    let gap = try #require(row.number("gap"))
    #expect(abs(gap - log(597.63 / 595.93)) < 1e-14)
    let table = CSVTable(try workdir.run("react SPY 2025-06-05 -n --format csv").expect().stdout)
    let changes = ["gap", "open_to_close", "close_to_close"].compactMap { Double(table[$0][0]) }
    #expect(changes.count == 3 && changes[0] + changes[1] == changes[2])
    #expect(row.number("peak") == 599 && row.number("trough") == 591.05)
    let fade = log(599.0 / 593.05) / log(599.0 / 595.93)
    #expect(abs(try #require(row.number("fade_ratio")) - fade) < 1e-12)
    #expect(row["status"] as? String == "ok" && row["reason"] is NSNull)
    // Of 153 sessions the first has no close before, three are on or beside the event, two close at
    // 13:00 (29 November, 24 December), and 5 December opened where it had closed.
    #expect(row["placebo_n"] as? Int == 146)
    #expect(try #require(row.number("placebo_p")) > 0.05)
    #expect(row["peak_time"] is NSNull && row["half_life"] is NSNull)
    let text = try workdir.run("react SPY 2025-06-05 -n").expect(stderr: "").stdout
    #expect(text.contains("The rise turned round"))
    #expect(text.contains("Not distinguishable from ordinary days: "))
    #expect(text.contains("gap +0.29%, open to close -0.77%, close to close -0.48%"), "\(text)")
  }

  @Test("A result is stored under its name, once, and found by SQL, export, list and report")
  func stored() throws {
    let workdir = try Self.june()
    let first = try workdir.run("react SPY 2025-06-05 --format csv")
      .expect(stderr: "stored 'react:SPY:2025-06-05' as revision 1\n")
    #expect(CSVTable(first.stdout).columns == Self.columns)
    try workdir.run("react SPY 2025-06-05 --format csv")
      .expect(stdout: first.stdout, stderr: "'react:SPY:2025-06-05' is unchanged (revision 1)\n")
    try workdir.run("export react:SPY:2025-06-05 --table reactions --format csv")
      .expect(stdout: first.stdout)
    let stored = CSVTable(
      try workdir.run(["sql", "select * from reactions", "--format", "csv"]).expect().stdout)
    #expect(stored.columns == ["study"] + Self.columns)
    #expect(stored["peak"] == ["599"])
    let report = try workdir.run("report react:SPY:2025-06-05").expect().stdout
    #expect(report.contains("The rise turned round"), "\(report)")
    let studies = CSVTable(try workdir.run("list studies --format csv").expect().stdout)
    #expect(studies["events"] == ["1"])
  }

  @Test("What came after and when the day's move came about are tables beside the reactions")
  func measures() throws {
    let workdir = try Self.june()
    let csv = try workdir.run("react SPY 2025-06-05 --table measures --format csv")
      .expect(stderr: "stored 'react:SPY:2025-06-05' as revision 1\n").stdout
    let table = CSVTable(csv)
    #expect(table["measure"] == ["reversal_slope"] + [String](repeating: "continuation", count: 4))
    #expect(table["sessions"] == ["0", "1", "2", "5", "10"])
    // The bundled prices end six sessions later.
    #expect(table["reason"] == ["needs_intraday_bars", "", "", "", "out_of_range"])
    // The gap was up; closes of 5, 6, 9 and 12 June.
    for (found, close) in zip(table["value"][1...3], [599.14, 599.68, 603.75]) {
      #expect(abs(try #require(Double(found)) - log(close / 593.05)) < 1e-12)
    }
    let shares = try workdir.run("react SPY 2025-06-05 --table shares --format csv -n").expect()
    let parts = CSVTable(shares.stdout)
    #expect(parts["part"] == ["overnight", "session"])
    let night = log(597.63 / 595.93) / log(593.05 / 595.93)
    #expect(abs(try #require(Double(parts["share"][0])) - night) < 1e-11)
    #expect(abs(try #require(Double(parts["share"][1])) - 1 + night) < 1e-11)
    #expect(parts["n_events"] == ["1", "1"])
    for (name, expected) in [("reaction_measures", csv), ("reaction_shares", shares.stdout)] {
      try workdir.run("export react:SPY:2025-06-05 --table \(name) --format csv")
        .expect(stdout: expected)
      let stored = try workdir.run(["sql", "select count(*) as n from \(name)", "--format", "csv"])
      #expect(CSVTable(stored.stdout)["n"] == [String(CSVTable(expected).rows(where: [:]).count)])
    }
    for text in [
      try workdir.run("report react:SPY:2025-06-05").expect().stdout,
      try workdir.run("react --events events -n").expect().stdout,
    ] {
      #expect(text.contains("in its direction "), "\(text)")
      #expect(text.contains("When the day's move came about"), "\(text)")
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
    }
  }

  @Test(
    "A run has a page, and charts of its reactions stand in the report of a study of the same news")
  func page() throws {
    let workdir = try Self.june()
    try workdir.run("react SPY 2025-06-05").expect()
    let page = try workdir.run("report react:SPY:2025-06-05 --format html").expect().stdout
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("The rise turned round"))
    let drawn = CSVTable(
      try workdir.run("chart react:SPY:2025-06-05 reactions --format csv").expect().stdout)
    // The bundled prices: close 595.93, then open 597.63, high 599.00, low 591.05, close 593.05.
    for (column, price) in [("gap", 597.63), ("peak", 599), ("trough", 591.05), ("close", 593.05)] {
      #expect(
        abs(try #require(Double(drawn[column][0])) - (price / 595.93 - 1)) < 1e-9, "\(column)")
    }
    try workdir.run("chart react:SPY:2025-06-05 paths --format csv").expect(
      status: 4, stdout: "",
      stderr: "Error: there is nothing to draw: no reaction was measured on intraday bars\n")
  }

  @Test("Horizons and parts of the day are asked for")
  func asked() throws {
    let workdir = try Self.june()
    let table = CSVTable(
      try workdir.run("react SPY 2025-06-05 --ahead 3 --table measures --format csv -n").expect()
        .stdout)
    #expect(table["sessions"] == ["0", "3"])
    for wrong in ["--ahead 5,1", "--ahead 0", "--ahead one", "--part-minutes 0", "--table events"] {
      try workdir.run("react SPY 2025-06-05 \(wrong)").expect(status: 2, stdout: "")
    }
  }

  @Test("Each asset is measured on the sessions of the exchange that its import named")
  func exchanges() throws {
    let workdir = try Workdir()
    let bars = packageRoot.appendingPathComponent("data/june-5-2025/daily.csv").path
    let lines = try String(contentsOfFile: bars, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let spy = lines.filter { $0.contains(",SPY,") }
    // Tokyo was closed on some of the dates; what is left has its own sessions.
    let tokyo = spy.map { $0.replacing(",SPY,", with: ",7203,") }
    for (name, rows) in [("spy.csv", spy), ("tokyo.csv", tokyo)] {
      try workdir.write((lines[0] + "\n" + rows.joined(separator: "\n") + "\n").utf8, to: name)
    }
    try workdir.write(
      """
      event_id,symbol,date,time,time_zone
      call,SPY,2025-06-05,10:46,America/New_York
      call,7203,2025-06-05,10:46,America/New_York

      """.utf8, to: "call.csv")
    try workdir.run("import prices spy.csv --calendar XNYS").expect()
    try workdir.run("import prices tokyo.csv --calendar XTKS --rejects closed.csv").expect()
    try workdir.run("import events call.csv").expect()
    let rows = CSVTable(try workdir.run("react --events call --format csv").expect().stdout)
    // 10:46 in New York is 23:46 in Tokyo, after its close.
    #expect(rows["session"] == ["2025-06-05", "2025-06-06"])
    #expect(rows["status"] == ["approximate", "ok"])
    let shares = CSVTable(
      try workdir.run("export react:call --table reaction_shares --format csv").expect().stdout)
    #expect(shares["calendar"] == ["XNYS", "XNYS", "XTKS", "XTKS"])
    let provenance = try workdir.run("export react:call --table provenance --format csv").stdout
    #expect(provenance.contains("XNYS 2026-11, XTKS 2026-11"), "\(provenance)")
    let one = CSVTable(
      try workdir.run("react --events call --calendar XNYS --format csv -n").expect().stdout)
    #expect(one["session"] == ["2025-06-05", "2025-06-05"])
  }

  @Test("Every event of a list, on any number of threads")
  func list() throws {
    let workdir = try Self.june()
    let csv = try workdir.run("react --events events --format csv --threads 1 -n").expect().stdout
    try workdir.run("react --events events --format csv --threads 2 -n").expect(stdout: csv)
    let rows = CSVTable(csv)
    #expect(rows["event_id"] == ["T16-SPY", "T16-KWEB", "T17-SPY", "T17-KWEB", "T18-TSLA"])
    // Daily bars cannot part the session's prices before the posts from those after them.
    #expect(rows["status"] == ["ok", "ok", "approximate", "approximate", "approximate"])
    #expect(rows["reason"].last == "news_inside_session")
    let text = try workdir.run("react --events events -n").expect().stdout
    #expect(text.contains("5 reactions: 5 with a fade ratio, 0 without."), "\(text)")
  }

  static let wrong: [WrongInput] = [
    WrongInput(
      "a symbol that there is not", "react SPX 2025-06-05", status: 4,
      "there is no series 'SPX'; did you mean 'SPY'?"),
    WrongInput(
      "a time on no clock", "react SPY 2025-06-05T10:46", status: 2,
      "'2025-06-05T10:46' names no zone; say whose clock it is with --time-zone America/New_York, "
        + "or write its offset: 2025-06-05T08:45-04:00"),
    WrongInput(
      "no date", "react SPY yesterday", status: 2,
      "'yesterday' is not a date like 2025-06-05 or 2025-06-05T08:45"),
    WrongInput(
      "two dates", "react SPY 06/05/2025", status: 2,
      "'06/05/2025' can be read as two dates; write it as 2025-06-05"),
    WrongInput(
      "a time that no clock showed", "react SPY 2025-03-09T02:30 --time-zone America/New_York",
      status: 2,
      "America/New_York never showed 02:30 on 2025-03-09, when its clocks were set forward"),
    WrongInput(
      "a list that there is not", "react --events event", status: 4,
      "there is no event list 'event'; did you mean 'events'?"),
    WrongInput(
      "an exchange that there is not", "react SPY 2025-06-05 --calendar XNYC", status: 2,
      "--calendar: no calendar is named 'XNYC'; did you mean 'XNYS'? Built in: XNYS, XNAS, XTSE, "
        + "XLON, XETR, XPAR, XTKS, XHKG, XSHG, XNSE, XASX, FX, CRYPTO"),
    WrongInput(
      "bars that there are not", "react SPY 2025-06-05 --resolution intraday", status: 4,
      "the series 'SPY' has no bars of the resolution that was asked for"),
  ]

  @Test("What cannot be asked")
  func refusals() throws {
    let workdir = try Self.june()
    for wrong in Self.wrong { try wrong.expectRefusal(in: workdir) }
    for arguments in [
      "react", "react SPY", "react SPY 2025-06-05 --direction given",
      "react SPY 2025-06-05 --sign up", "react SPY 2025-06-05 --symbol KWEB",
      "react SPY 2025-06-05 --placebo 0", "react SPY 2025-06-05 --time-zone Mars",
    ] {
      let outcome = try workdir.run(arguments).expect(status: 2, stdout: "")
      #expect(outcome.stderr.hasPrefix("Error: "), "\(outcome)")
    }
  }

  @Test("A day outside the data has a row that says so, and exit code 4")
  func undefined() throws {
    let workdir = try Self.june()
    let outcome = try workdir.run("react SPY 2026-06-05 --format csv -n")
      .expect(status: 4, stderr: "Error: the reaction is not defined: out_of_range\n")
    let rows = CSVTable(outcome.stdout)
    #expect(rows["status"] == ["undefined"] && rows["fade_ratio"] == [""])
  }

  private static let pacific = PublishedData.folder?
    .appendingPathComponent("june-5-2025/SPY_5min_pacific.csv")

  /// Runs when `REACTION_PUBLISHED_DATA` names a folder with `june-5-2025/`, whose bars have a clock
  /// of the Pacific without saying so.
  @Test(
    "The day of the call in 5-minute bars",
    .enabled(if: pacific.map { FileManager.default.fileExists(atPath: $0.path) } == true))
  func june5InFiveMinutes() throws {
    let workdir = try Workdir()
    let file = try #require(Self.pacific).path
    try workdir.run([
      "import", "prices", file, "--symbol", "SPY", "--time-zone", "America/Los_Angeles",
    ]).expect()
    let moment = ["SPY", "2025-06-05 08:45", "--time-zone", "America/New_York"]
    let row = try row(workdir, moment)
    #expect(row["resolution"] as? String == "intraday")
    #expect(row.number("peak") == 599)
    #expect(row["peak_time"] as? String == "2025-06-05T11:55:00-04:00")
    #expect(row.number("trough") == 591.05)
    #expect(row["trough_time"] as? String == "2025-06-05T15:15:00-04:00")
    #expect(row.number("minutes_to_peak") == 145)
    // The bar of 15:55 the day before closed at 595.89, the open is 597.63, the last bar 593.00.
    #expect(abs(try #require(row.number("gap")) - log(597.63 / 595.89)) < 1e-14)
    #expect(
      abs(try #require(row.number("fade_ratio")) - log(599 / 593.0) / log(599 / 595.89)) < 1e-12)
    let path = CSVTable(
      try workdir.run(["react"] + moment + ["--table", "paths", "--format", "csv", "-n"]).expect()
        .stdout)
    // The close before, the open, and 78 bars.
    #expect(path["price"].count == 80)
    #expect(path["price"].prefix(2) + path["price"].suffix(1) == ["595.89", "597.63", "593"])
    #expect(path["minutes"].prefix(3) + path["minutes"].suffix(1) == ["", "0", "5", "390"])
    #expect(path["time"][1] == "2025-06-05T09:30:00-04:00")
    let text = try workdir.run(["react"] + moment + ["-n"]).expect().stdout
    #expect(
      text.contains("596.34 before; in the bar from 08:45 596.17 to 599.73, last 598.15"), "\(text)"
    )
    // The post of 10:46: 597.27 is the last price before it, and the session's part before it is
    // no part of the reaction.
    let post = try self.row(workdir, ["SPY", "2025-06-05T10:46-04:00", "--direction", "ex-post"])
    #expect(post.number("minutes_to_peak") == 269 && post.number("peak") == 591.05)
  }
}
