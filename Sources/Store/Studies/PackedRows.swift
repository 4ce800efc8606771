import GRDB
import struct Tables.Column
import struct Tables.Table

/// Writes the rows of one result table several to a stored row; see `Packing`.
struct PackedRows {
  private static let runsAtOnce = 64

  private let packing: Packing
  private let rowCount: Int
  private let firstID: Int64
  /// The codes of the columns that the rows of a stored row share.
  private let keys: [[Int32]]
  private let block: CellBlock
  private let patterns: PatternTable
  private let statement: RawStatement
  /// The first parameter that was bound to a slot left empty.
  private var firstEmpty: Int32

  /// `nil` when the table's rows have to be stored one by one.
  init?(_ table: Table, study: Int64, labels: LabelTable, patterns: PatternCount, in db: Database)
    throws
  {
    guard let packing = Packing.of(table: table.name), let stored = packing.stored(table) else {
      return nil
    }
    self.packing = packing
    rowCount = table.rowCount
    firstID = study << 32
    keys = stored.columns.prefix(Packing.keys.count).map(\.codes)
    block = try CellBlock(
      stored.columns, capacity: Self.runsAtOnce * packing.slots, labels: labels)
    self.patterns = try PatternTable(packing, patterns, in: db)
    let parameters = 2 + Packing.keys.count + packing.slots * packing.cells.count
    statement = try RawStatement(
      db,
      """
      INSERT OR ROLLBACK INTO packed_\(table.name)
      VALUES (\(Array(repeating: "?", count: parameters).joined(separator: ", ")))
      """)
    firstEmpty = Int32(parameters + 1)
  }

  mutating func write() throws {
    var start = 0
    while start < rowCount {
      let ends = runs(from: start)
      guard let last = ends.last else { return }
      block.fill(start..<last)
      var first = start
      for end in ends {
        try insert(first..<end, at: first - start)
        first = end
      }
      start = last
    }
  }

  /// The ends of the next runs of rows that go into one stored row each.
  private func runs(from start: Int) -> [Int] {
    var ends: [Int] = []
    var first = start
    while first < rowCount, ends.count < Self.runsAtOnce {
      var end = first + 1
      while end < min(first + packing.slots, rowCount),
        keys.allSatisfy({ $0[end] == $0[first] })
      { end += 1 }
      ends.append(end)
      first = end
    }
    return ends
  }

  private mutating func insert(_ rows: Range<Int>, at slot: Int) throws {
    statement.bind(firstID + Int64(rows.lowerBound), at: 1)
    for column in Packing.keys.indices {
      statement.bind(
        cell: block.column(column)[slot], isNumber: false, at: Int32(column + 2))
    }
    var position = Int32(Packing.keys.count + 2)
    statement.bind(try patterns.id(of: block, slot..<slot + rows.count), at: position)
    let cells = Packing.keys.count + packing.shared.count..<block.isNumber.count
    for row in slot..<slot + rows.count {
      for column in cells {
        position += 1
        statement.bind(
          cell: block.column(column)[row], isNumber: block.isNumber[column], at: position)
      }
    }
    leaveEmpty(from: position + 1)
    try statement.run()
  }

  private mutating func leaveEmpty(from position: Int32) {
    for empty in position..<max(position, firstEmpty) { statement.bindNull(at: empty) }
    firstEmpty = position
  }
}

extension Column {
  fileprivate var codes: [Int32] { if case .text(let codes, _) = values { codes } else { [] } }
}
