import EventStudy
import Tables
import Testing

/// The numbers of `Reference/measures.py`, by numpy 2.4.6 and scipy 1.17.1.
struct MeasureReference {
  private let rows: [[String: String]]

  init(case name: String, model: String) throws {
    rows = try ReferenceFile(table: "measures").rows.filter {
      $0["case"] == name && $0["model"] == model
    }
  }

  /// What result tables have otherwise; the number of compared values tells that there were any.
  func differences(from tables: TableSet) throws -> (compared: Int, found: [String]) {
    var found: [String] = []
    for row in rows {
      let column = try #require(row["column"])
      let cell = try self.row(tables, row)?[column] ?? .missing
      if !cell.agrees(with: try #require(row["value"]), in: column) {
        found.append("\(row): \(cell)")
      }
    }
    return (rows.count, found)
  }

  private func row(_ tables: TableSet, _ wanted: [String: String]) throws -> Row? {
    let (table, name) = (try #require(wanted["table"]), try #require(wanted["name"]))
    let (first, last) = (wanted["first"].flatMap { Int($0) }, wanted["last"].flatMap { Int($0) })
    return tables.rows(table).first { row in
      switch table {
      case "models": row.text("event_id") == name && row.text("term") == "alpha"
      case "ar": row.text("event_id") == name && row.integer("rel_day") == first
      case "car", "event_tests", "tests":
        (row.text("test") ?? row.text("event_id")) == name && row.text("level") != "aar"
          && row.integer("window_start") == first && row.integer("window_end") == last
      default: row.text("event_id") == name
      }
    }
  }
}
