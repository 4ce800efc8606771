import Tables

/// A row of a result table by column.
struct Row {
  let table: Table
  let index: Int

  subscript(column: String) -> Cell { table[column]?[index] ?? .missing }
  func text(_ column: String) -> String? { self[column].text }
  func number(_ column: String) -> Double? { self[column].number }
  func integer(_ column: String) -> Int? { self[column].integer }
}

extension TableSet {
  /// The rows of a table whose cells have the given texts or whole numbers.
  func rows(_ name: String, _ conditions: KeyValuePairs<String, Any> = [:]) -> [Row] {
    guard let table = self[name] else { return [] }
    return (0..<table.rowCount).map { Row(table: table, index: $0) }.filter { row in
      conditions.allSatisfy { column, wanted in
        switch wanted {
        case let text as String: row.text(column) == text
        case let number as Int: row.integer(column) == number
        default: false
        }
      }
    }
  }

  /// Every cell as text, numbers bit by bit, so that missing ones equal each other.
  var fingerprint: [String] {
    tables.flatMap { table in
      [table.name]
        + table.columns.flatMap { column in
          [column.name]
            + (0..<column.count).map { row in
              if case .number(let value) = column[row] {
                return String(value.bitPattern, radix: 16)
              }
              return "\(column[row])"
            }
        }
    }
  }
}
