import Foundation
import TestSupport
import Testing

/// Where files lie that tests may read and this repository may not hold.
enum PublishedData {
  static let folder = ProcessInfo.processInfo.environment["REACTION_PUBLISHED_DATA"]
    .map { URL(fileURLWithPath: $0) }
}

/// One group of events under one model: its reference values, and the study that must reproduce
/// them.
struct PublishedExample {
  /// A window of the reference file: `-1,1`.
  struct Window: CustomStringConvertible {
    let description: String

    /// Its cells in result tables.
    var cells: [String: String] {
      let ends = description.split(separator: ",").map(String.init)
      return ["window_start": ends[0], "window_end": ends[1]]
    }
  }

  /// The tables of a study.
  struct Tables {
    let tests: CSVTable
    let dependence: CSVTable
    let fits: CSVTable
    let car: CSVTable
    let eventTests: CSVTable

    func test(_ id: String, _ variant: String?, _ window: Window) throws -> [String: String] {
      var cells = window.cells
      cells["test"] = id
      cells["level"] = "caar"
      if let variant { cells["variant"] = variant }
      return try #require(tests.rows(where: cells).first, "no row of \(id)")
    }
  }

  let windows: [(Window, [String: Any])]
  /// The events in the order of the reference's lists.
  let names: [String]
  let parameters: [String: [String: Any]]
  private let model: String
  private let folder: URL

  init(_ block: String) throws {
    folder = try #require(PublishedData.folder).appendingPathComponent("est-sp500")
    let file = folder.appendingPathComponent("reference_values.json")
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    windows = try ["0,0", "0,1", "-1,1", "-5,5"].map { window in
      (Window(description: window), try #require(values["\(block)/\(window)"] as? [String: Any]))
    }
    parameters = try #require(values["\(block)/params"] as? [String: [String: Any]])
    let all = try Self.requests(in: folder).map(\.name)
    names = all.filter(parameters.keys.contains)
    model = block.hasSuffix("mm") ? "market" : block.hasSuffix("mean") ? "mean" : "market-adjusted"
  }

  /// The events of the request file, under the names of the reference file.
  private static func requests(in folder: URL) throws -> [(name: String, row: [String])] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("01_RequestFile.csv"), encoding: .utf8)
    return CSVTable("header\n" + text.filter { $0 != "\r" }, separator: ";").rows.map { row in
      (row[1].trimmingCharacters(in: .whitespaces).replacing(" ", with: "_"), row)
    }
  }

  func study(tests: [String], dependence: String) throws -> Tables {
    let workdir = try Workdir()
    var events = "event_id,symbol,date\n"
    for (name, row) in try Self.requests(in: folder) where names.contains(name) {
      let day = row[3].split(separator: ".").reversed().joined(separator: "-")
      events += "\(name),\(row[1].trimmingCharacters(in: .whitespaces)),\(day)\n"
    }
    try workdir.write(events.utf8, to: "events.csv")
    try workdir.write(
      """
      study: example
      market: SP500
      model: \(model)
      returns: {price: close}
      estimation: {window: [-120, -6], minimum: 60}
      event-window: [-5, 5]
      windows: [[0, 0], [0, 1], [-1, 1], [-5, 5]]
      tests: [\(tests.joined(separator: ", "))]
      dependence: \(dependence)
      multiple-testing: none
      """.utf8, to: "study.yaml")
    for file in ["02_FirmData.csv", "03_MarketData.csv"] {
      let path = folder.appendingPathComponent(file).path
      try workdir.run(["import", "prices", path]).expect()
    }
    try workdir.run("import events events.csv").expect()
    try workdir.run("study study.yaml").expect()
    func table(_ name: String) throws -> CSVTable {
      CSVTable(try workdir.run("export example --table \(name) --format csv").expect().stdout)
    }
    return Tables(
      tests: try table("tests"), dependence: try table("dependence"), fits: try table("fits"),
      car: try table("car"), eventTests: try table("event_tests"))
  }
}

extension [String: Any] {
  func number(_ key: String) -> Double? { (self[key] as? NSNumber)?.doubleValue }

  /// An element of a list of numbers; `nil` when there is no such list.
  func element(_ key: String, _ position: Int) -> Any? { (self[key] as? [Any])?[position] }
}
