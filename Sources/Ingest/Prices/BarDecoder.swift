import Foundation
import MarketData

/// Turns records of one bar each into rows of the buffer.
///
/// `decode` is the loop that runs over every row of the file: what is as usual is done in it with
/// raw pointers and no allocation, and what is not in a function that is not inlined.
struct BarDecoder<Times: TimeReader>: RowDecoder {
  private let layout: PriceLayout
  private let rejects: RowRejects
  private let buffer: BarBuffer
  private let dateSlot: Int
  private let symbolSlot: Int?
  private let clockSlot: Int?
  private let flagSlot: Int?
  private let actionSlots: [(slot: Int, kind: CorporateAction.Kind)]
  private let actions: CorporateActions
  private let closeSlot: Int
  private let decimalMark: DecimalMark
  private let decimalPattern: UInt64
  /// The slot of each column of numbers of the buffer.
  private let numberSlots: [Int]
  private var times: Times
  private(set) var symbols = SymbolTable()
  private var fixedSeries: Int32 = 0
  private(set) var averages = NotedRows()
  private(set) var clockChanges = NotedRows()

  /// - Parameter actions: Told of the dividends and splits.
  init(
    layout: PriceLayout, times: Times, buffer: BarBuffer, rejects: RowRejects,
    actions: CorporateActions
  ) {
    self.layout = layout
    self.actions = actions
    actionSlots = [.dividend, .split].compactMap { kind in
      layout.slot(.action(kind)).map { ($0, kind) }
    }
    self.rejects = rejects
    self.buffer = buffer
    dateSlot = layout.slot(.date) ?? 0
    symbolSlot = layout.slot(.symbol)
    clockSlot = layout.slot(.clock)
    flagSlot = layout.slot(.priceFlag)
    closeSlot = layout.slot(.field(.close)) ?? 0
    decimalMark = layout.decimalMark
    decimalPattern = layout.decimalMark.pattern
    numberSlots = buffer.numbers.map { layout.slot(.field($0.field)) ?? 0 }
    self.times = times
    if let symbol = layout.symbol { fixedSeries = symbols.series(of: symbol) }
  }

  /// Decodes rows from one on, as many as the buffer has room for, and returns the next one.
  mutating func decode(_ batch: RecordBatch, from firstRow: Int) throws(ImportError) -> Int {
    let expected = UInt32(layout.columns.count)
    let end = min(batch.rowCount, firstRow + buffer.capacity - buffer.count)
    for row in firstRow..<end {
      let columns = batch.rows[row].columns
      if columns != expected {
        guard try accepts(batch, row) else { continue }
      }
      let ends = batch.ends + batch.firstField(ofRow: row)
      guard let time = try time(batch, row, ends), let series = try series(batch, row, ends) else {
        continue
      }
      if let clockSlot { try checkClock(batch, row, clockSlot) }
      guard try numbers(batch, row, ends) else { continue }
      if let flagSlot { noteFlag(batch, row, flagSlot) }
      if !actionSlots.isEmpty { noteActions(batch, row, time, series) }
      buffer.append(time: time, series: series, at: batch.position(ofRow: row))
    }
    return end
  }

  /// Most rows have none: 0, 1 new share for an old one, or nothing.
  private func noteActions(_ batch: RecordBatch, _ row: Int, _ time: Int64, _ series: Int32) {
    for (slot, kind) in actionSlots {
      let cell = RowRejects.Cell(batch: batch, row: row, slot: slot)
      guard let value = DecimalText(cell.bytes, decimalMark).value, value > 0,
        !(kind == .split && value == 1)
      else { continue }
      actions.add(
        CorporateAction(kind: kind, time: time, value: value),
        of: symbols.symbols[Int(series)])
    }
  }

  @inline(__always)
  private mutating func time(
    _ batch: RecordBatch, _ row: Int, _ ends: UnsafeMutablePointer<UInt32>
  ) throws(ImportError) -> Int64? {
    let start = Int(ends[dateSlot])
    let count = Int(ends[dateSlot &+ 1]) &- start
    if let time = times.cached(batch.bytes + start, count) { return time }
    return try slowTime(RowRejects.Cell(batch: batch, row: row, slot: dateSlot))
  }

  @inline(never)
  private mutating func slowTime(_ cell: RowRejects.Cell) throws(ImportError) -> Int64? {
    let clock = clockSlot.map { RowRejects.Cell(batch: cell.batch, row: cell.row, slot: $0) }
    do throws(TimeFailure) {
      let time = try times.read(cell.bytes, clock: clock?.bytes)
      if times.takeClockChange() != nil { clockChanges.add(cell.place) }
      return time
    } catch {
      if error == .missing, isBlank(cell.batch, cell.row) { return nil }
      // Files that were joined repeat their header.
      if String(decoding: cell.bytes, as: UTF8.self) == rejects.columns[cell.slot].name {
        return nil
      }
      try rejects.time(clock, of: cell, error)
      return nil
    }
  }

  @inline(__always)
  private mutating func series(
    _ batch: RecordBatch, _ row: Int, _ ends: UnsafeMutablePointer<UInt32>
  ) throws(ImportError) -> Int32? {
    guard let symbolSlot else { return fixedSeries }
    let start = Int(ends[symbolSlot])
    let count = Int(ends[symbolSlot &+ 1]) &- start
    do throws(SymbolTable.Failure) {
      return try symbols.series(batch.bytes + start, count)
    } catch {
      try rejects.symbol(RowRejects.Cell(batch: batch, row: row, slot: symbolSlot), error)
      return nil
    }
  }

  /// Writes the row's numbers into the buffer, and tells whether they make a bar.
  @inline(__always)
  private mutating func numbers(
    _ batch: RecordBatch, _ row: Int, _ ends: UnsafeMutablePointer<UInt32>
  ) throws(ImportError) -> Bool {
    let count = buffer.count
    let bytes = batch.bytes
    for column in numberSlots.indices {
      let slot = numberSlots[column]
      let start = Int(ends[slot])
      let numbers = buffer.numbers[column]
      // A zero is rare, and an error among prices.
      if let number = fixedPoint(bytes + start, Int(ends[slot &+ 1]) &- start, decimalPattern),
        number.mantissa > 0
      {
        numbers.integers[count] = number.mantissa
        numbers.decimals[count] = number.decimals
      } else {
        guard try slowNumber(column, RowRejects.Cell(batch: batch, row: row, slot: slot)) else {
          return false
        }
      }
    }
    return true
  }

  @inline(never)
  private mutating func slowNumber(
    _ column: Int, _ cell: RowRejects.Cell
  ) throws(ImportError) -> Bool {
    var number = DecimalText(cell.bytes, decimalMark)
    switch number {
    case .malformed, .overflow:
      try rejects.number(cell, number)
      return false
    case .missing where cell.slot == closeSlot:
      try rejects.missingClose(cell)
      return false
    case .missing, .exact, .rounded: break
    }
    if let value = number.value {
      if layout.hasSignedAverages, value < 0 {
        number = number.magnitude
        if cell.slot == closeSlot { averages.add(cell.place) }
      } else if buffer.numbers[column].field != .volume, value <= 0 {
        return try accepts(zero: value == 0, value, column, cell)
      } else if value < 0 {
        try rejects.negativeVolume(cell)
        return false
      }
    }
    buffer.set(column, number)
    return true
  }

  /// Whether a row with a price of 0 or below is a bar: where 0 is no price, it is without a
  /// price beside the close.
  private func accepts(
    zero isZero: Bool, _ value: Double, _ column: Int, _ cell: RowRejects.Cell
  ) throws(ImportError) -> Bool {
    guard isZero, layout.zeroMeansMissing else {
      try rejects.price(cell, value)
      return false
    }
    guard cell.slot != closeSlot else {
      try rejects.missingClose(cell)
      return false
    }
    buffer.set(column, .missing)
    return true
  }
}

// MARK: - Unusual rows

extension BarDecoder {
  /// Whether a row of another length can be read: what is too much is empty, or what lacks has no
  /// name.
  @inline(never)
  private func accepts(_ batch: RecordBatch, _ row: Int) throws(ImportError) -> Bool {
    let (columns, expected) = (Int(batch.rows[row].columns), layout.columns.count)
    let further = batch.fields(ofRow: row).dropFirst(layout.keptColumns.count)
    if columns >= layout.leastColumns, columns <= expected || further.allSatisfy(\.isEmpty) {
      return true
    }
    if isBlank(batch, row) { return false }
    try rejects.ragged(batch, row, expected: expected)
    return false
  }

  /// Whether nothing stands in any cell that is read.
  private func isBlank(_ batch: RecordBatch, _ row: Int) -> Bool {
    batch.fields(ofRow: row).allSatisfy { trimmed($0).isEmpty } && batch.rows[row].columns > 1
  }

  /// Throws when the time of day beside a date is not the one that all daily bars have.
  private func checkClock(_ batch: RecordBatch, _ row: Int, _ slot: Int) throws(ImportError) {
    let cell = RowRejects.Cell(batch: batch, row: row, slot: slot)
    guard !times.accepts(clock: cell.bytes) else { return }
    throw .intradayAmongDaily(rejects.name, at: rejects.place(of: cell), raw: shown(cell.bytes))
  }

  private mutating func noteFlag(_ batch: RecordBatch, _ row: Int, _ slot: Int) {
    let cell = RowRejects.Cell(batch: batch, row: row, slot: slot)
    if trimmed(cell.bytes).elementsEqual("BA".utf8) { averages.add(cell.place) }
  }
}

extension DecimalText {
  /// The number without its sign.
  var magnitude: DecimalText {
    switch self {
    case .exact(let mantissa, let decimals): .exact(mantissa: abs(mantissa), decimals: decimals)
    case .rounded(let value): .rounded(value.magnitude)
    case .missing, .malformed, .overflow: self
    }
  }
}
