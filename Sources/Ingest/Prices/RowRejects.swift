import MarketData

/// Turns what is wrong with a cell of a price row into a reject.
struct RowRejects {
  let name: String
  let columns: [PriceLayout.Column]
  let log: RejectLog

  /// A cell's place in the file.
  struct Cell {
    var batch: RecordBatch
    var row: Int
    /// The field among the kept ones of the row.
    var slot: Int

    var place: Position { batch.position(ofRow: row) }

    var bytes: UnsafeBufferPointer<UInt8> {
      batch.field(batch.firstField(ofRow: row) + slot)
    }
  }

  func reject(_ cell: Cell, _ reason: Reject.Reason, _ message: String) throws(ImportError) {
    let place = cell.place
    try log.add(
      Reject(
        line: place.line, record: place.record, column: columns[cell.slot].name,
        raw: shown(cell.bytes, limit: 1000), reason: reason, message: message))
  }

  func ragged(_ batch: RecordBatch, _ row: Int, expected: Int) throws(ImportError) {
    let place = batch.position(ofRow: row)
    let found = Int(batch.rows[row].columns)
    let raw = batch.fields(ofRow: row).map { shown($0) }.joined(separator: ",")
    var reject = Reject(
      line: place.line, record: place.record, column: "", raw: raw, reason: .raggedRow,
      message: "\(found) field\(found == 1 ? "" : "s") where there should be \(expected)")
    reject.isLoneCell = found == 1
    try log.add(reject)
  }

  /// The line and the column of a cell.
  func place(of cell: Cell) -> String {
    "\(cell.batch.position(ofRow: cell.row)), column \(columns[cell.slot].name)"
  }

  /// Rejects a row for its date, or for its time of day when that stands in a cell of its own, or
  /// throws when the whole file cannot be read.
  func time(_ clock: Cell?, of date: Cell, _ failure: TimeFailure) throws(ImportError) {
    let (raw, place) = (shown(date.bytes), place(of: date))
    switch failure {
    case .missing: try reject(date, .missingDate, "no date; write one like 2024-03-15")
    case .stamp(let failure): try stamp(date, failure)
    case .clock:
      let cell = clock ?? date
      try reject(cell, .badTime, "'\(shown(cell.bytes))' is not a time like 16:00:00")
    case .intradayAmongDaily: throw .intradayAmongDaily(name, at: place, raw: raw)
    case .noZone:
      let cell = clock ?? date
      throw .barZoneNeeded(name, at: self.place(of: cell), raw: shown(cell.bytes))
    case .otherOrder(let order):
      throw .dateOrderContradicted(name, at: place, raw: raw, order: order)
    case .noSession(let exchange):
      try reject(date, .weekendSession, "\(exchange) has no session on \(raw)")
    case .notCovered(let exchange, let dates):
      try reject(
        date, .weekendSession,
        "the calendar \(exchange) goes from \(dates.lowerBound) to \(dates.upperBound); "
          + "\(raw) is not in it")
    case .clockChange(let change):
      throw .clockChange(name, at: place, raw: raw, isTwice: change == .twice)
    }
  }

  private func stamp(_ cell: Cell, _ failure: StampText.Failure) throws(ImportError) {
    let raw = shown(cell.bytes)
    switch failure {
    case .malformed: try reject(cell, .badDate, "'\(raw)' is not a date like 2024-03-15")
    case .noSuchDate:
      try reject(cell, .badDate, "'\(raw)' is no day of the calendar from 1800 to 2200")
    case .ambiguous: throw .dateOrderNeeded(name, at: place(of: cell), raw: raw)
    case .noSuchTime: try reject(cell, .badTime, "'\(raw)' has no time like 16:00:00")
    }
  }

  func symbol(_ cell: Cell, _ failure: SymbolTable.Failure) throws(ImportError) {
    switch failure {
    case .missing: try reject(cell, .missingSymbol, "no symbol; write one like NVDA")
    case .encoding:
      try reject(cell, .badEncoding, "'\(shown(cell.bytes))' is not UTF-8 text")
    }
  }

  func number(_ cell: Cell, _ number: DecimalText) throws(ImportError) {
    let raw = shown(cell.bytes)
    switch number {
    case .overflow: try reject(cell, .badNumber, "'\(raw)' is beyond the largest number")
    default: try reject(cell, .badNumber, "'\(raw)' is not a number like 1234.56")
    }
  }

  func price(_ cell: Cell, _ value: Double) throws(ImportError) {
    let raw = shown(cell.bytes)
    if value < 0 {
      try reject(cell, .negativePrice, "the price '\(raw)' is negative; prices are above 0")
    } else {
      try reject(
        cell, .nonpositivePrice, "the price '\(raw)' is 0; leave the cell empty for no price")
    }
  }

  func negativeVolume(_ cell: Cell) throws(ImportError) {
    try reject(cell, .badNumber, "the volume '\(shown(cell.bytes))' is negative")
  }

  func missingClose(_ cell: Cell) throws(ImportError) {
    try reject(cell, .missingClose, "no close, so no bar")
  }
}
