import MarketData

/// Sorts buffered bars by series and time, removes duplicates, and hands them to the sink.
final class SeriesWriter {
  /// What has been handed over of a series.
  private struct Written {
    var bars = 0
    var first = Int64.max
    var last = Int64.min
    /// Whether runs overlap or follow each other in falling order.
    var mustMerge = false
    var isUnsorted = false
  }

  private let sink: (any BarSink)?
  private let log: RejectLog
  private var written: [Written] = []
  private(set) var collapsed = 0
  private(set) var conflicts = 0
  private var order: [UInt32] = []
  private var starts: [Int] = []
  private var commonDecimals: [UInt8?] = []

  /// A writer that drops the bars when there is no sink.
  init(sink: (any BarSink)?, log: RejectLog) {
    self.sink = sink
    self.log = log
  }

  var barCount: Int { written.reduce(0) { $0 + $1.bars } }

  /// Bars handed over by series, in the order of the symbols.
  func counts(of symbols: [Symbol]) -> [(symbol: Symbol, bars: Int)] {
    zip(symbols, written).filter { $0.1.bars > 0 }.map { ($0.0, $0.1.bars) }
  }

  /// Series whose rows were in no order.
  func unsorted(_ symbols: [Symbol]) -> [Symbol] {
    zip(symbols, written).filter { $0.1.isUnsorted }.map(\.0)
  }

  /// Hands every buffered bar over.
  func flush(_ buffer: BarBuffer, symbols: [Symbol]) throws(ImportError) {
    while written.count < symbols.count { written.append(Written()) }
    groupBySeries(buffer, seriesCount: symbols.count)
    commonDecimals = buffer.commonDecimals
    try order.withUnsafeMutableBufferPointer { (order) throws(ImportError) in
      for series in symbols.indices where starts[series] < starts[series + 1] {
        let rows = UnsafeMutableBufferPointer(rebasing: order[starts[series]..<starts[series + 1]])
        try write(rows, of: buffer, series: series, symbol: symbols[series])
      }
    }
  }

  /// Rows in the order of series, those of a series in the order of the file (a counting sort).
  private func groupBySeries(_ buffer: BarBuffer, seriesCount: Int) {
    starts = [Int](repeating: 0, count: seriesCount + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      for row in 0..<buffer.count { starts[Int(buffer.series[row]) + 1] += 1 }
      for series in 0..<seriesCount { starts[series + 1] += starts[series] }
    }
    var next = starts
    order = Array(unsafeUninitializedCapacity: buffer.count) { order, count in
      next.withUnsafeMutableBufferPointer { next in
        for row in 0..<buffer.count {
          let series = Int(buffer.series[row])
          (order.baseAddress! + next[series]).initialize(to: UInt32(row))
          next[series] += 1
        }
      }
      count = buffer.count
    }
  }

  private func write(
    _ rows: UnsafeMutableBufferPointer<UInt32>, of buffer: BarBuffer, series: Int, symbol: Symbol
  ) throws(ImportError) {
    let kept =
      isRising(rows, buffer)
      ? rows.count : try sort(rows, buffer, series: series, symbol: symbol)
    let rows = UnsafeBufferPointer(rebasing: rows[..<kept])
    note(series, first: buffer.times[Int(rows[0])], last: buffer.times[Int(rows[kept - 1])], kept)
    try send(buffer.bars(rows, commonDecimals: commonDecimals), to: symbol)
  }

  private func isRising(
    _ rows: UnsafeMutableBufferPointer<UInt32>, _ buffer: BarBuffer
  ) -> Bool {
    var before = Int64.min
    for row in rows {
      let time = buffer.times[Int(row)]
      if time <= before { return false }
      before = time
    }
    return true
  }

  private func note(_ series: Int, first: Int64, last: Int64, _ count: Int) {
    let before = written[series]
    if first <= before.last {
      written[series].mustMerge = true
      // A run wholly before the others is a file that lists the newest first.
      if last >= before.first { written[series].isUnsorted = true }
    }
    written[series].first = min(first, before.first)
    written[series].last = max(last, before.last)
    written[series].bars += count
  }

  private func send(_ bars: Bars, to symbol: Symbol) throws(ImportError) {
    do { try sink?.append(bars, to: symbol) } catch { throw .sink(error) }
  }

  /// Puts rows in rising order, the later of equal ones last, removes all but the last of equal
  /// dates, and returns how many are left.
  private func sort(
    _ rows: UnsafeMutableBufferPointer<UInt32>, _ buffer: BarBuffer, series: Int, symbol: Symbol
  ) throws(ImportError) -> Int {
    if !isMonotone(rows, buffer) { written[series].isUnsorted = true }
    var rows = rows
    rows.sort { (buffer.times[Int($0)], $0) < (buffer.times[Int($1)], $1) }
    var kept = 0
    for row in rows {
      if kept > 0, buffer.times[Int(rows[kept - 1])] == buffer.times[Int(row)] {
        try resolve(earlier: Int(rows[kept - 1]), later: Int(row), buffer, symbol)
        rows[kept - 1] = row
      } else {
        rows[kept] = row
        kept += 1
      }
    }
    return kept
  }

  /// Whether the rows are in one direction, dates repeated or not.
  private func isMonotone(
    _ rows: UnsafeMutableBufferPointer<UInt32>, _ buffer: BarBuffer
  ) -> Bool {
    let steps = zip(rows, rows.dropFirst()).map { (buffer.times[Int($0)], buffer.times[Int($1)]) }
    return steps.allSatisfy { $0 <= $1 } || steps.allSatisfy { $0 >= $1 }
  }
}

// MARK: - Duplicates

extension SeriesWriter {
  private func resolve(
    earlier: Int, later: Int, _ buffer: BarBuffer, _ symbol: Symbol
  ) throws(ImportError) {
    let difference = buffer.numbers.first {
      buffer.value($0, earlier).bitPattern != buffer.value($0, later).bitPattern
    }
    guard let difference else {
      collapsed += 1
      return
    }
    conflicts += 1
    let (place, other) = (buffer.position(earlier), buffer.position(later))
    let time = timeText(buffer.times[later], buffer.resolution)
    try log.add(
      conflict(
        symbol, time, at: place, column: difference.field,
        buffer.value(difference, earlier), buffer.value(difference, later), with: "\(other)"))
  }

  private func conflict(
    _ symbol: Symbol, _ time: String, at place: Position, column: Bars.Field,
    _ earlier: Double, _ later: Double, with other: String
  ) -> Reject {
    Reject(
      line: place.line, record: place.record, column: column.rawValue, raw: text(earlier),
      reason: .duplicateConflict,
      message: "\(symbol) has two rows for \(time), with \(column.rawValue) \(text(earlier)) here "
        + "and \(text(later)) on \(other); keep the right one")
  }

  private func text(_ value: Double) -> String { value.isMissing ? "nothing" : "\(value)" }

  /// Merges the runs of every series whose runs overlap, and hands each over as one.
  func mergeOverlaps(_ symbols: [Symbol]) throws(ImportError) {
    guard let sink else { return }
    for (series, state) in written.enumerated() where state.mustMerge {
      let runs: [Bars]
      do { runs = try sink.takeBack(symbols[series]) } catch { throw .sink(error) }
      let merged = try merge(runs, of: symbols[series])
      written[series].bars = merged.count
      try send(merged, to: symbols[series])
    }
  }

  private func merge(_ runs: [Bars], of symbol: Symbol) throws(ImportError) -> Bars {
    let all = JoinedRuns(runs)
    var kept: [Int] = []
    for row in all.rowsInOrder {
      if let before = kept.last, all.times[before] == all.times[row] {
        try resolve(all, earlier: before, later: row, symbol)
        kept[kept.count - 1] = row
      } else {
        kept.append(row)
      }
    }
    return all.bars(kept)
  }

  private func resolve(
    _ all: JoinedRuns, earlier: Int, later: Int, _ symbol: Symbol
  ) throws(ImportError) {
    guard let (field, old, new) = all.difference(earlier, later) else {
      collapsed += 1
      return
    }
    conflicts += 1
    // The rows of runs that were handed over are no longer known.
    try log.add(
      conflict(
        symbol, timeText(all.times[later], all.resolution), at: Position(line: 0, record: 0),
        column: field, old, new, with: "a later line"))
  }
}

/// A bar's time as messages show it.
private func timeText(_ time: Int64, _ resolution: Resolution) -> String {
  switch resolution {
  case .daily: CalendarDate(ordinal: Int(time)).description
  case .intraday: Instant(milliseconds: time).description
  }
}
