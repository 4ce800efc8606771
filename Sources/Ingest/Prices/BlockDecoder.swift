import MarketData

/// Turns records that hold bars of several series side by side into rows of the buffer, one for
/// each close that is there: all the fields of many series, or series with dates of their own.
struct BlockDecoder<Times: TimeReader>: RowDecoder {
  /// The columns of one series.
  private struct Block {
    var series: Int32
    var dateSlot: Int
    /// The slot of each column of numbers of the buffer, and `nil` when the series has none.
    var slots: [Int?]
  }

  private let layout: PriceLayout
  private let rejects: RowRejects
  private let buffer: BarBuffer
  private let closeColumn: Int
  private var blocks: [Block] = []
  private var times: Times
  private(set) var symbols = SymbolTable()
  private(set) var clockChanges = NotedRows()
  let averages = NotedRows()

  init(layout: PriceLayout, times: Times, buffer: BarBuffer, rejects: RowRejects) {
    self.layout = layout
    self.rejects = rejects
    self.buffer = buffer
    self.times = times
    closeColumn = buffer.numbers.firstIndex { $0.field == .close } ?? 0
    for column in layout.keptColumns {
      guard case .series(let symbol, .close) = column.role else { continue }
      blocks.append(
        Block(
          series: symbols.series(of: symbol),
          dateSlot: layout.slot(.seriesDate(symbol)) ?? layout.slot(.date) ?? 0,
          slots: buffer.numbers.map { layout.slot(.series(symbol, $0.field)) }))
    }
  }

  /// Decodes rows from one on, as many as the buffer has room for, and returns the next one.
  mutating func decode(_ batch: RecordBatch, from firstRow: Int) throws(ImportError) -> Int {
    var row = firstRow
    while row < batch.rowCount, buffer.count + blocks.count <= buffer.capacity {
      if try rejects.accepts(batch, row, of: layout) {
        for block in blocks { try decode(block, batch, row) }
      }
      row += 1
    }
    return row
  }

  private mutating func decode(
    _ block: Block, _ batch: RecordBatch, _ row: Int
  ) throws(ImportError) {
    guard let slot = block.slots[closeColumn], slot < batch.keptCount(ofRow: row),
      case let close = RowRejects.Cell(batch: batch, row: row, slot: slot), hasNumber(close)
    else { return }
    let date = RowRejects.Cell(batch: batch, row: row, slot: block.dateSlot)
    guard let time = try time(date) else { return }
    for column in buffer.numbers.indices {
      let slot = block.slots[column].flatMap { $0 < batch.keptCount(ofRow: row) ? $0 : nil }
      guard let slot else {
        buffer.set(column, .missing)
        continue
      }
      let cell = RowRejects.Cell(batch: batch, row: row, slot: slot)
      guard try number(cell, column) else { return }
    }
    buffer.append(time: time, series: block.series, at: date.place)
  }

  /// Whether a cell is neither empty nor a message; a series without a close has no bar that day.
  private func hasNumber(_ cell: RowRejects.Cell) -> Bool {
    !isMissing(trimmed(cell.bytes)) && !(layout.hasErrorCells && isErrorMessage(cell.bytes))
  }

  private mutating func time(_ cell: RowRejects.Cell) throws(ImportError) -> Int64? {
    let bytes = cell.bytes
    if let base = bytes.baseAddress, let time = times.cached(base, bytes.count) { return time }
    do throws(TimeFailure) {
      let time = try times.read(bytes, clock: nil)
      if times.takeClockChange() != nil { clockChanges.add(cell.place) }
      return time
    } catch {
      try rejects.time(nil, of: cell, error)
      return nil
    }
  }

  /// Writes a number into the buffer, and tells whether it can be one of a bar.
  private func number(_ cell: RowRejects.Cell, _ column: Int) throws(ImportError) -> Bool {
    guard hasNumber(cell) else {
      buffer.set(column, .missing)
      return true
    }
    let number = DecimalText(cell.bytes, layout.decimalMark)
    guard let value = number.value else {
      try rejects.number(cell, number)
      return false
    }
    let isVolume = buffer.numbers[column].field == .volume
    guard value > 0 || isVolume && value == 0 else {
      try isVolume ? rejects.negativeVolume(cell) : rejects.price(cell, value)
      return false
    }
    buffer.set(column, number)
    return true
  }
}

extension RowRejects {
  /// Whether a row of a wide file is as long as it must be; the rest may be empty.
  func accepts(
    _ batch: RecordBatch, _ row: Int, of layout: PriceLayout
  ) throws(ImportError) -> Bool {
    let columns = Int(batch.rows[row].columns)
    if columns == layout.columns.count { return true }
    let further =
      columns > layout.columns.count
      ? batch.fields(ofRow: row).dropFirst(layout.keptColumns.count) : []
    if columns >= layout.leastColumns, further.allSatisfy(\.isEmpty) { return true }
    try ragged(batch, row, expected: layout.columns.count)
    return false
  }
}

extension RecordBatch {
  /// The number of kept fields of a record.
  fileprivate func keptCount(ofRow row: Int) -> Int {
    Int(rows[row].endField) - firstField(ofRow: row)
  }
}
