import Tables

/// The results of one model for the whole sample or one group of events.
struct SampleResults {
  let model: String
  /// The group's name, or `all`.
  let group: String
  let days: [Record]
  let windows: [Record]
  private let tests: [Level: [Record]]
  private let dependence: [Window: Record]
  /// The rows of table `placebo_paths` by day; empty when no test draws placebo dates.
  let placebos: [Int: Record]

  private struct Key: Hashable {
    let model: String?
    let group: String?
  }

  /// What a test is about: one day's average, or one window's cumulated average.
  private struct Level: Hashable {
    let name: String?
    let window: Window?
  }

  /// All results, by model; for each the whole sample comes before the groups.
  static func all(in tables: TableSet) -> [String: [SampleResults]] {
    let names = ["aar", "caar", "tests", "dependence", "placebo_paths"]
    let rows = names.map { name in Dictionary(grouping: tables.records(name), by: key) }
    let keys = ["aar", "caar"].flatMap { tables.records($0).map(key) }.distinct()
    let ordered = keys.filter { $0.group == "all" } + keys.filter { $0.group != "all" }
    let results = ordered.map { key in SampleResults(key, rows.map { $0[key] ?? [] }) }
    return Dictionary(grouping: results, by: \.model)
  }

  private static func key(_ record: Record) -> Key {
    Key(model: record.text("model"), group: record.text("event_group"))
  }

  private init(_ key: Key, _ rows: [[Record]]) {
    model = key.model ?? "-"
    group = key.group ?? "-"
    days = rows[0]
    windows = rows[1]
    tests = Dictionary(grouping: rows[2]) { Level(name: $0.text("level"), window: $0.window) }
    dependence = rows[3].reduce(into: [:]) { byWindow, record in
      if let window = record.window { byWindow[window] = record }
    }
    placebos = rows[4].reduce(into: [:]) { byDay, record in
      if let day = record.integer("rel_day") { byDay[day] = record }
    }
  }

  /// The tests of a day's average abnormal return.
  func tests(ofDay day: Int) -> [Record] {
    tests[Level(name: "aar", window: Window(first: day, last: day))] ?? []
  }

  /// The tests of a window's cumulative average abnormal return.
  func tests(of window: Window) -> [Record] {
    tests[Level(name: "caar", window: window)] ?? []
  }

  /// The most events of any day or window.
  var eventCount: Int {
    (days + windows).compactMap { $0.integer("n_events") }.max() ?? 0
  }

  /// How much the events of a window depend on each other, when that was computed.
  func dependence(of window: Window) -> Record? { dependence[window] }
}
