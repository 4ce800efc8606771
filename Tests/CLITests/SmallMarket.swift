import MarketData
import TestSupport
import Testing

/// A small market in a folder: the files, and their import.
enum SmallMarket {
  /// 180 weekdays of the index and two firms, from 2024-01-01 on.
  static let prices = SyntheticMarket(
    seed: 5, sessions: SyntheticMarket.weekdays(from: "2024-01-01", count: 180), firmCount: 2
  ).csv

  /// Two events that can be studied and one of a symbol that has no prices.
  static let events = """
    event_id,symbol,date,group
    call-1,F00,2024-06-05,call
    tariff-1,F01,2024-06-20,tariff
    tariff-2,ZZZ,2024-06-20,tariff

    """

  /// A study that fits in the prices.
  static let study = """
    study: small
    market: ^MKT
    estimation: {window: [-60, -11], minimum: 30}
    event-window: [-2, 2]
    windows: [[0, 0]]

    """

  /// What the program says of a study of two events.
  static let advice =
    "Warning: do_not_trust: Do not trust skew_t, hall_t, sign_z, wilcoxon and signflip here. There "
    + "are 2 events. The corrections for skewness (hall_t, skew_t) need about 20, and tests that "
    + "count signs or ranks cannot find a p below 0.5000."

  /// A folder with `prices.csv`, `events.csv` and `study.yaml`.
  static func files() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.write(prices.utf8, to: "prices.csv")
    try workdir.write(events.utf8, to: "events.csv")
    try workdir.write(study.utf8, to: "study.yaml")
    return workdir
  }

  /// The rows of F00 under the symbol of a series that trades in Tokyo.
  ///
  /// - Parameter keeps: Whether a row, which begins with its date, is among them.
  static func tokyo(where keeps: (Substring) -> Bool = { _ in true }) -> String {
    let rows = prices.split(separator: "\n").filter { $0.contains(",F00,") && keeps($0) }
    return (["date,symbol,close"] + rows.map { $0.replacing(",F00,", with: ",7203,") })
      .joined(separator: "\n") + "\n"
  }

  /// Writes `call.csv`, one instant for F00 and 7203, and a study of it, `call.yaml`: 10:46 in New
  /// York is 23:46 in Tokyo, whose next session is the day after.
  static func writeCall(to workdir: Workdir) throws {
    try workdir.write(
      """
      event_id,symbol,date,time,time_zone
      call,F00,2024-06-05,10:46,America/New_York
      call,7203,2024-06-05,10:46,America/New_York

      """.utf8, to: "call.csv")
    try workdir.write((study + "events: {list: call}\n").utf8, to: "call.yaml")
  }

  /// The same, with prices and events imported.
  static func imported() throws -> Workdir {
    let workdir = try files()
    try workdir.run("import prices prices.csv").expect()
    try workdir.run("import events events.csv").expect()
    return workdir
  }

  /// The same, with the study stored.
  static func studied() throws -> Workdir {
    let workdir = try imported()
    try workdir.run("study study.yaml").expect()
    return workdir
  }
}
