import Tables

/// A result table and the view that shows its texts under the promised name.
struct NewTable {
  let name: String
  let columns: [(name: String, kind: Column.Kind)]

  init(_ name: String, _ columns: [(name: String, kind: Column.Kind)]) {
    self.name = name
    self.columns = columns
  }

  var sql: String {
    let stored = columns.map { "\($0.name) \($0.kind == .number ? "REAL" : "INTEGER")" }
    let shown = columns.map { column in
      switch column.kind {
      case .text: "(SELECT text FROM label WHERE label.id = \(column.name)) AS \(column.name)"
      case .date: "date(\(column.name) * 86400, 'unixepoch') AS \(column.name)"
      case .integer, .number: column.name
      }
    }
    return """
      CREATE TABLE result_\(name) (id INTEGER PRIMARY KEY, \(stored.joined(separator: ", "))) STRICT;
      CREATE VIEW \(name) AS
      SELECT study.reference AS study, \(shown.joined(separator: ", "))
      FROM study JOIN result_\(name) AS result
        ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
      """
  }
}
