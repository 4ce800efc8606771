import EventStudy
import Foundation
import MarketData
import Tables

/// The events of `Reference/cross-section.csv`, as the tables of a study and its event list.
struct ExplainedSample {
  /// A row of the file by column; tests change rows to ask about other samples.
  var rows: [[String: String]]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/cross-section.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  func events() throws -> ExplainedEvents {
    let table = Table(
      "events",
      [
        Column("event_id", texts: rows.map { $0["event_id"] }),
        Column("symbol", texts: rows.map { $0["symbol"] }),
        Column("event_group", texts: rows.map { $0["event_group"] }),
        Column("session", dates: rows.map { CalendarDate($0["session"] ?? "")?.ordinal }),
        Column("status", texts: rows.map { _ in "included" }),
      ])
    let list = rows.map { row in
      NewsEvent(
        id: row["event_id"] ?? "", symbol: row["symbol"].map(Symbol.init(rawValue:)),
        time: .date(CalendarDate(ordinal: 0)),
        covariates: ["size", "leverage", "sector"].compactMap { name in
          row[name].map { NewsEvent.Covariate(name: name, value: $0) }
        })
    }
    return try ExplainedEvents(table, list: list)
  }

  var car: Table {
    let windows = [(-1, 1, "3"), (-10, 10, "21")]
    let cells = rows.flatMap { row in windows.map { (row, $0) } }
    return Table(
      "car",
      [
        Column("event_id", texts: cells.map { $0.0["event_id"] }),
        Column("symbol", texts: cells.map { $0.0["symbol"] }),
        Column("model", texts: cells.map { _ in "market" }),
        Column("window_start", integers: cells.map(\.1.0)),
        Column("window_end", integers: cells.map(\.1.1)),
        Column("car", numbers: cells.map { number($0.0["car_" + $0.1.2]) }),
        Column("std_error", numbers: cells.map { number($0.0["error_" + $0.1.2]) }),
        Column(
          "reason",
          texts: cells.map { $0.0["car_" + $0.1.2] == "" ? "no_valid_event_days" : nil }),
      ])
  }

  func regression(_ spec: RegressionSpec) throws -> ReactionRegression {
    try ReactionRegression(spec, car: car, events: try events())
  }

  func tables(_ spec: RegressionSpec) throws -> TableSet { try regression(spec).tables(number: 1) }

  /// The specification of a case of the reference file.
  static func spec(of name: String) -> RegressionSpec {
    var spec = RegressionSpec(covariates: ["size", "leverage"])
    let words = name.split(separator: " ")
    if words.first == "weighted" { spec.weights = .variance }
    if words.first == "categories" {
      spec.covariates = ["log(size)", "sector"]
      spec.bases = ["sector": "S2"]
    }
    spec.errors = words.last.flatMap { StandardErrors(String($0)) }
    return spec
  }
}

private func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .missing }
