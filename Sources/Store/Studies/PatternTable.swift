import GRDB

/// Gives the patterns of all tables of a study their ids.
final class PatternCount {
  private var next: Int64

  init(study: Int64) { next = study << 32 }

  /// The first of as many ids in a row as a pattern may have slots.
  func take(_ slots: Int) -> Int64 {
    defer { next += Int64(slots) }
    return next
  }
}

/// The patterns of one table: what runs of rows of many events have in common, each written once.
final class PatternTable {
  private struct Pattern {
    let cells: [UInt64]
    let id: Int64
  }

  private let packing: Packing
  private let count: PatternCount
  private let statement: RawStatement
  private var patterns: [Pattern] = []
  /// The positions of patterns by the hash of their cells.
  private var known: [UInt64: [Int]] = [:]

  init(_ packing: Packing, _ count: PatternCount, in db: Database) throws {
    self.packing = packing
    self.count = count
    let names = ["id", "slot"] + packing.shared
    statement = try RawStatement(
      db,
      """
      INSERT OR ROLLBACK INTO result_pattern (\(names.joined(separator: ", ")))
      VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
      """)
  }

  /// The id of the pattern of some rows of a block, that of its first slot.
  func id(of block: CellBlock, _ rows: Range<Int>) throws -> Int64 {
    let hash = hash(block, rows)
    for position in known[hash] ?? [] where isSame(patterns[position], block, rows) {
      return patterns[position].id
    }
    let id = count.take(packing.slots)
    known[hash, default: []].append(patterns.count)
    patterns.append(Pattern(cells: columns.flatMap { cells(block, $0, rows) }, id: id))
    try insert(block, rows, id)
    return id
  }

  /// The columns of a block that make a pattern.
  private var columns: Range<Int> {
    Packing.keys.count..<Packing.keys.count + packing.shared.count
  }

  private func cells(_ block: CellBlock, _ column: Int, _ rows: Range<Int>) -> [UInt64] {
    rows.map { block.column(column)[$0] }
  }

  private func hash(_ block: CellBlock, _ rows: Range<Int>) -> UInt64 {
    var hash = UInt64(rows.count)
    for column in columns {
      let cells = block.column(column)
      for row in rows {
        hash = (hash ^ cells[row]) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
      }
    }
    return hash
  }

  private func isSame(_ pattern: Pattern, _ block: CellBlock, _ rows: Range<Int>) -> Bool {
    guard pattern.cells.count == rows.count * columns.count else { return false }
    var index = 0
    for column in columns {
      let cells = block.column(column)
      for row in rows {
        if pattern.cells[index] != cells[row] { return false }
        index += 1
      }
    }
    return true
  }

  private func insert(_ block: CellBlock, _ rows: Range<Int>, _ id: Int64) throws {
    for (slot, row) in rows.enumerated() {
      statement.bind(id + Int64(slot), at: 1)
      statement.bind(Int64(slot), at: 2)
      for (offset, column) in columns.enumerated() {
        statement.bind(
          cell: block.column(column)[row], isNumber: block.isNumber[column],
          at: Int32(offset + 3))
      }
      try statement.run()
    }
  }
}
