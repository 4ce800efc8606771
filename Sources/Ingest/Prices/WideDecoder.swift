import MarketData

/// Turns records of a date and many closes into rows of the buffer, one for each close that is
/// there.
struct WideDecoder: RowDecoder {
  private let layout: PriceLayout
  private let rejects: RowRejects
  private let buffer: BarBuffer
  private let dateSlot: Int
  /// The slot and the series of each column of closes.
  private let closes: [(slot: Int, series: Int32)]
  private var dates: DateReader
  private(set) var symbols: SymbolTable
  let averages: (count: Int, first: [Position]) = (0, [])

  init(layout: PriceLayout, buffer: BarBuffer, rejects: RowRejects) {
    self.layout = layout
    self.rejects = rejects
    self.buffer = buffer
    dateSlot = layout.slot(.date) ?? 0
    var symbols = SymbolTable()
    closes = layout.keptColumns.enumerated().compactMap { slot, column in
      guard case .series(let symbol) = column.role else { return nil }
      return (slot, symbols.series(of: symbol))
    }
    self.symbols = symbols
    dates = DateReader(order: layout.dateOrder)
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
    let columns = Int(batch.rows[row].columns)
    let further =
      columns > layout.columns.count
      ? batch.fields(ofRow: row).dropFirst(layout.keptColumns.count) : []
    guard columns >= layout.leastColumns, further.allSatisfy(\.isEmpty) else {
      return try rejects.ragged(batch, row, expected: layout.columns.count)
    }
    guard let time = try date(batch, row) else { return }
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

  private mutating func date(_ batch: RecordBatch, _ row: Int) throws(ImportError) -> Int32? {
    let cell = RowRejects.Cell(batch: batch, row: row, slot: dateSlot)
    let bytes = cell.bytes
    if let base = bytes.baseAddress, let date = dates.cached(base, bytes.count) { return date }
    do throws(DateReader.Failure) {
      return try dates.read(bytes)
    } catch {
      let isBlank = batch.fields(ofRow: row).allSatisfy { trimmed($0).isEmpty }
      if !isBlank { try rejects.date(cell, error) }
      return nil
    }
  }

  private func decode(
    _ cell: RowRejects.Cell, _ series: Int32, _ time: Int32
  ) throws(ImportError) {
    let number = DecimalText(cell.bytes, layout.decimalMark)
    // An empty cell means that there was no trade: neither a bar nor a reject.
    if number == .missing { return }
    guard let value = number.value else { return try rejects.number(cell, number) }
    guard value > 0 else { return try rejects.price(cell, value) }
    buffer.set(0, number)
    let place = cell.batch.position(ofRow: cell.row)
    buffer.append(time: time, series: series, at: place)
  }
}
