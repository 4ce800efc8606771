import GRDB
import struct Tables.Table

/// Writes the rows of one result table one by one.
struct ResultRows {
  private static let blockSize = 256
  /// Divides `blockSize`. Inserting so many rows at once takes an eighth less time than one by one.
  private static let rowsAtOnce = 32

  private let rowCount: Int
  private let firstID: Int64
  private let block: CellBlock
  private var many: RowInsertion
  private var one: RowInsertion

  /// - Parameter stored: The rows of the table that the study has already.
  init(_ table: Table, study: Int64, after stored: Int = 0, labels: LabelTable, in db: Database)
    throws
  {
    rowCount = table.rowCount
    firstID = study << 32 + Int64(stored)
    block = try CellBlock(table.columns, capacity: Self.blockSize, labels: labels)
    many = try RowInsertion(table, rows: Self.rowsAtOnce, in: db)
    one = try RowInsertion(table, rows: 1, in: db)
  }

  mutating func write() throws {
    for first in stride(from: 0, to: rowCount, by: Self.blockSize) {
      let rows = first..<min(first + Self.blockSize, rowCount)
      block.fill(rows)
      try insert(rows)
    }
  }

  private mutating func insert(_ rows: Range<Int>) throws {
    var row = rows.lowerBound
    while row < rows.upperBound {
      let slot = row - rows.lowerBound
      if row + Self.rowsAtOnce <= rows.upperBound {
        try many.insert(block, from: slot, id: firstID + Int64(row))
        row += Self.rowsAtOnce
      } else {
        try one.insert(block, from: slot, id: firstID + Int64(row))
        row += 1
      }
    }
  }
}

/// A statement that inserts a number of rows at once.
///
/// A failure rolls the whole transaction back, so that SQLite need not note for each statement how
/// to undo it alone.
///
/// A parameter is bound only when its cell differs from the one it was bound to before: names and
/// status rarely change.
private struct RowInsertion {
  private let statement: RawStatement
  private let rowCount: Int
  private var bound: [UInt64?]

  init(_ table: Table, rows: Int, in db: Database) throws {
    let names = ["id"] + table.columns.map(\.name)
    let row = "(" + names.map { _ in "?" }.joined(separator: ", ") + ")"
    statement = try RawStatement(
      db,
      """
      INSERT OR ROLLBACK INTO result_\(table.name) (\(names.joined(separator: ", ")))
      VALUES \(Array(repeating: row, count: rows).joined(separator: ", "))
      """)
    rowCount = rows
    bound = Array(repeating: nil, count: rows * table.columns.count)
  }

  /// Inserts the rows of a block from a position on, with rising ids.
  mutating func insert(_ block: CellBlock, from first: Int, id: Int64) throws {
    var position: Int32 = 1
    var index = 0
    for row in 0..<rowCount {
      statement.bind(id + Int64(row), at: position)
      for column in block.isNumber.indices {
        position += 1
        let cell = block.column(column)[first + row]
        if bound[index] != cell {
          bound[index] = cell
          statement.bind(cell: cell, isNumber: block.isNumber[column], at: position)
        }
        index += 1
      }
      position += 1
    }
    try statement.run()
  }
}
