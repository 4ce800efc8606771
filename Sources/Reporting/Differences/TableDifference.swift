import EventStudy
import Tables

/// How one result table differs from another of the same name: rows that only one has, and cells
/// that changed in the rows of both.
struct TableDifference {
  /// The cells of one column that changed.
  struct ColumnChange {
    let column: String
    /// How many cells changed.
    let count: Int
    /// The cell that changed most, before and after; the first one when none is a number.
    let before: Cell
    let after: Cell
    /// The row of that cell, by its key.
    let row: String
  }

  let table: String
  let removedRows: Int
  let addedRows: Int
  let changes: [ColumnChange]

  var isEmpty: Bool { removedRows == 0 && addedRows == 0 && changes.isEmpty }

  /// Compares two tables by the key of their schema; tables without one by the whole row.
  init(_ before: Table, _ after: Table, key: [String]) {
    table = before.name
    let names = key.isEmpty ? before.columns.map(\.name) : key
    let (old, new) = (before.positions(by: names), after.positions(by: names))
    removedRows = old.count { new[$0.key] == nil }
    addedRows = new.count { old[$0.key] == nil }
    let pairs = old.compactMap { entry in new[entry.key].map { (entry.value, $0) } }
      .sorted { $0.0 < $1.0 }
    let values = before.columns.filter { !names.contains($0.name) }
    changes = values.compactMap { column in
      guard let other = after[column.name] else { return nil }
      return Self.change(column, other, pairs) { before.text(of: $0, columns: names) }
    }
  }

  private static func change(
    _ before: Column, _ after: Column, _ pairs: [(Int, Int)], _ describe: (Int) -> String
  ) -> ColumnChange? {
    let changed = pairs.filter { before[$0.0] != after[$0.1] }
    func size(_ pair: (Int, Int)) -> Double {
      guard let old = before[pair.0].number, let new = after[pair.1].number else { return 0 }
      return abs(new - old)
    }
    guard let most = changed.reduce(changed.first, { size($1) > size($0 ?? $1) ? $1 : $0 }) else {
      return nil
    }
    return ColumnChange(
      column: before.name, count: changed.count, before: before[most.0], after: after[most.1],
      row: describe(most.0))
  }
}

extension Table {
  /// The position of every row by the cells of some columns; of equal ones, the first.
  fileprivate func positions(by names: [String]) -> [[Cell]: Int] {
    let columns = names.compactMap { self[$0] }
    return Dictionary(
      (0..<rowCount).map { row in (columns.map { $0[row] }, row) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The cells of a row in some columns, as readers see them.
  fileprivate func text(of row: Int, columns names: [String]) -> String {
    names.compactMap { self[$0] }.map { $0.displayCells(missing: "-")(row) }
      .joined(separator: " ")
  }
}
