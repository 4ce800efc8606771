import struct Tables.Column
import struct Tables.Table

/// Cells of some rows of a table as 64-bit patterns, column by column.
///
/// The kind of a column is so looked at once a block and not once a cell; texts are ids of `label`.
final class CellBlock {
  /// The pattern of a missing cell that is not a number.
  static let missing = UInt64(bitPattern: Int64.min)

  /// Whether each column holds numbers.
  let isNumber: [Bool]
  private let columns: [Column.Values]
  private let labelIDs: [[Int64]]
  private let capacity: Int
  private let cells: UnsafeMutablePointer<UInt64>

  /// Room for up to `capacity` rows at once.
  init(_ columns: [Column], capacity: Int, labels: LabelTable) throws {
    self.columns = columns.map(\.values)
    self.capacity = capacity
    isNumber = columns.map { $0.kind == .number }
    labelIDs = try columns.map { column in
      guard case .text(_, labels: let texts) = column.values else { return [] }
      return try labels.ids(of: texts)
    }
    cells = .allocate(capacity: capacity * columns.count)
    cells.initialize(repeating: Self.missing, count: capacity * columns.count)
  }

  deinit { cells.deallocate() }

  /// The cells of a column; the first is that of the first row laid out.
  @inline(__always)
  func column(_ index: Int) -> UnsafePointer<UInt64> { UnsafePointer(cells + index * capacity) }

  /// Lays out some rows of all columns.
  func fill(_ rows: Range<Int>) {
    for index in columns.indices { fill(index, rows) }
  }

  private func fill(_ index: Int, _ rows: Range<Int>) {
    let target = cells + index * capacity
    switch columns[index] {
    case .text(let codes, _):
      let ids = labelIDs[index]
      write(codes, rows, to: target) {
        $0 < 0 ? Self.missing : UInt64(bitPattern: ids[Int($0)])
      }
    case .integer(let values): write(values, rows, to: target) { UInt64(bitPattern: Int64($0)) }
    case .number(let values): write(values, rows, to: target) { $0.bitPattern }
    case .date(let days):
      write(days, rows, to: target) {
        $0 == .min ? Self.missing : UInt64(bitPattern: Int64($0))
      }
    }
  }

  @inline(__always)
  private func write<Value>(
    _ values: [Value], _ rows: Range<Int>, to target: UnsafeMutablePointer<UInt64>,
    _ pattern: (Value) -> UInt64
  ) {
    values.withUnsafeBufferPointer { values in
      for (slot, row) in rows.enumerated() { target[slot] = pattern(values[row]) }
    }
  }
}

extension RawStatement {
  /// Binds a cell of a block.
  @inline(__always)
  func bind(cell: UInt64, isNumber: Bool, at position: Int32) {
    if isNumber {
      bind(Double(bitPattern: cell), at: position)
    } else if cell == CellBlock.missing {
      bindNull(at: position)
    } else {
      bind(Int64(bitPattern: cell), at: position)
    }
  }
}
