import MarketData

/// Turns records of a date and many closes into rows of the buffer, one for each close that is
/// there.
struct WideDecoder<Times: TimeReader>: RowDecoder {
  private let layout: PriceLayout
  private let rejects: RowRejects
  private let buffer: BarBuffer
  private let dateSlot: Int
  private let clockSlot: Int?
  /// The slot and the series of each column of closes.
  private let closes: [(slot: Int, series: Int32)]
  private var times: Times
  private(set) var symbols: SymbolTable
  private(set) var clockChanges = NotedRows()
  let averages = NotedRows()

  init(layout: PriceLayout, times: Times, buffer: BarBuffer, rejects: RowRejects) {
    self.layout = layout
    self.rejects = rejects
    self.buffer = buffer
    self.times = times
    dateSlot = layout.slot(.date) ?? 0
    clockSlot = layout.slot(.clock)
    var symbols = SymbolTable()
    closes = layout.keptColumns.enumerated().compactMap { slot, column in
      guard case .series(let symbol, .close) = column.role else { return nil }
      return (slot, symbols.series(of: symbol))
    }
    self.symbols = symbols
  }

  /// Decodes rows from one on, as many as the buffer has room for, and returns the next one.
  mutating func decode(_ batch: RecordBatch, from firstRow: Int) throws(ImportError) -> Int {
    var row = firstRow
    while row < batch.rowCount, buffer.count + closes.count <= buffer.capacity {
      try decode(batch, row: row)
      row += 1
    }
    return row
  }

  private mutating func decode(_ batch: RecordBatch, row: Int) throws(ImportError) {
    guard try rejects.accepts(batch, row, of: layout), let time = try time(batch, row) else {
      return
    }
    let (ends, place) = (batch.ends + batch.firstField(ofRow: row), batch.position(ofRow: row))
    for close in closes {
      let start = Int(ends[close.slot])
      let count = Int(ends[close.slot + 1]) - start
      if let number = fixedPoint(batch.bytes + start, count, layout.decimalMark.pattern),
        number.mantissa > 0
      {
        buffer.numbers[0].integers[buffer.count] = number.mantissa
        buffer.numbers[0].decimals[buffer.count] = number.decimals
        buffer.append(time: time, series: close.series, at: place)
      } else if count > 0 {
        try decode(RowRejects.Cell(batch: batch, row: row, slot: close.slot), close.series, time)
      }
    }
  }

  private mutating func time(_ batch: RecordBatch, _ row: Int) throws(ImportError) -> Int64? {
    let cell = RowRejects.Cell(batch: batch, row: row, slot: dateSlot)
    let clock = clockSlot.map { RowRejects.Cell(batch: batch, row: row, slot: $0) }
    let bytes = cell.bytes
    if let base = bytes.baseAddress, let time = times.cached(base, bytes.count) { return time }
    do throws(TimeFailure) {
      let time = try times.read(bytes, clock: clock?.bytes)
      if times.takeClockChange() != nil { clockChanges.add(cell.place) }
      return time
    } catch {
      let isBlank = batch.fields(ofRow: row).allSatisfy { trimmed($0).isEmpty }
      if !isBlank { try rejects.time(clock, of: cell, error) }
      return nil
    }
  }

  private func decode(
    _ cell: RowRejects.Cell, _ series: Int32, _ time: Int64
  ) throws(ImportError) {
    let number = DecimalText(cell.bytes, layout.decimalMark)
    // An empty cell means that there was no trade: neither a bar nor a reject.
    if number == .missing || layout.hasErrorCells && isErrorMessage(cell.bytes) { return }
    guard let value = number.value else { return try rejects.number(cell, number) }
    guard value > 0 else { return try rejects.price(cell, value) }
    buffer.set(0, number)
    buffer.append(time: time, series: series, at: cell.place)
  }
}

/// Whether a cell holds a message of Datastream or a spreadsheet instead of a number.
func isErrorMessage(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  let text = trimmed(cell)
  return text.first == UInt8(ascii: "#") || text.starts(with: "$$ER".utf8)
}
