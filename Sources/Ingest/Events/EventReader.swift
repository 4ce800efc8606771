import MarketData

/// Turns records into events.
struct EventReader {
  private let name: String
  private let layout: EventLayout
  private let options: ImportOptions
  let log: RejectLog
  private var clock: EventClock
  private(set) var events: [NewsEvent] = []
  /// The events whose time is midnight, and their dates as written.
  private var midnights: [(event: Int, date: CalendarDate)] = []
  private var clockCount = 0
  private var filteredCount = 0
  /// Where each event of a symbol was first seen.
  private var seen: [Key: Position] = [:]

  private struct Key: Hashable {
    var id: String
    var symbol: Symbol?
  }

  init(name: String, layout: EventLayout, options: ImportOptions) {
    self.name = name
    self.layout = layout
    self.options = options
    log = RejectLog(name: name, allowed: options.rejectsAllowed, forward: options.onReject)
    clock = EventClock(name: name, options: options)
  }

  /// Reads a record, into one event for each symbol it names.
  mutating func read(_ batch: RecordBatch, _ row: Int) throws(ImportError) {
    let fields = batch.fields(ofRow: row)
    guard fields.contains(where: { !trimmed($0).isEmpty }) else { return }
    let record = EventRow(
      layout: layout, place: batch.position(ofRow: row),
      cells: fields.map { String(decoding: $0, as: UTF8.self) })
    try logging { (reader) throws(EventProblem) in
      try reader.checkShape(record, fields)
      try reader.append(record)
    }
  }

  /// Reads a row of a document.
  mutating func read(_ row: EventRow) throws(ImportError) {
    try logging { (reader) throws(EventProblem) in try reader.append(row) }
  }

  private mutating func logging(
    _ body: (inout Self) throws(EventProblem) -> Void
  ) throws(ImportError) {
    do throws(EventProblem) {
      try body(&self)
    } catch {
      switch error {
      case .reject(let reject): try log.add(reject)
      case .fatal(let error): throw error
      }
    }
  }

  /// Completes the events; throws when more rows were rejected than allowed, or none is left.
  mutating func finish() throws(ImportError) {
    try log.check()
    dropUnknownTimes()
    guard events.isEmpty else { return }
    if filteredCount > 0 { throw .nothingPasses(name, count: filteredCount) }
    throw log.total == 0
      ? .headerOnly(name)
      : .nothingLeft(name, first: Array(log.kept.prefix(5)), total: log.total)
  }

  /// When every time is midnight, none is known: the events keep their dates alone.
  private mutating func dropUnknownTimes() {
    guard !layout.hasExactTimes, !midnights.isEmpty, midnights.count == clockCount else { return }
    for (index, date) in midnights {
      let event = events[index]
      events[index] = NewsEvent(
        id: event.id, symbol: event.symbol, time: .date(date), group: event.group,
        title: event.title, market: event.market, windows: event.windows,
        covariates: event.covariates)
    }
  }

  var warnings: [Warning] { clock.warnings }

  /// What was left aside, one sentence each.
  var notes: [String] {
    var notes: [String] = []
    if filteredCount > 0 {
      notes.append("rows that --only leaves aside: \(filteredCount)")
    }
    if !layout.hasExactTimes, !midnights.isEmpty, midnights.count == clockCount {
      notes.append("every time is midnight, which says that no time is known; dates are kept")
    }
    return notes
  }

  private func checkShape(
    _ record: EventRow, _ fields: [UnsafeBufferPointer<UInt8>]
  ) throws(EventProblem) {
    let expected = layout.columns.count
    let isTooLong = fields.count > expected && fields[expected...].contains { !$0.isEmpty }
    if fields.count < layout.leastColumns || isTooLong {
      let found = "\(fields.count) field\(fields.count == 1 ? "" : "s")"
      var reject = record.reject(.ignored, .raggedRow, "\(found) where there should be \(expected)")
      reject.column = ""
      reject.raw = record.cells.joined(separator: ",")
      reject.isLoneCell = fields.count == 1
      throw .reject(reject)
    }
    for (column, field) in zip(layout.columns, fields) where !isText(field) {
      var reject = record.reject(column.role, .badEncoding, "'\(shown(field))' is not UTF-8 text")
      (reject.column, reject.raw) = (column.name, shown(field))
      throw .reject(reject)
    }
  }

  private mutating func append(_ row: EventRow) throws(EventProblem) {
    guard row.passes(options.newsFilters) else {
      filteredCount += 1
      return
    }
    let reading = try clock.time(of: row)
    let windows = try row.windows()
    let id = row[.id] ?? "e\(row.place.record - layout.headerCount)"
    for symbol in row.symbols {
      if let earlier = seen.updateValue(row.place, forKey: Key(id: id, symbol: symbol)) {
        let whom = symbol.map { " of \($0)" } ?? ""
        throw .reject(
          row.reject(
            .id, .duplicateEvent,
            "event '\(id)'\(whom) is on \(earlier) already; give each its own id"))
      }
      if case .clock = reading.time { clockCount += 1 }
      if let date = reading.midnight { midnights.append((events.count, date)) }
      events.append(
        NewsEvent(
          id: id, symbol: symbol, time: reading.time, zonePolicy: reading.policy,
          group: row[.group], title: row[.title],
          market: row[.market].map { Symbol(rawValue: $0) }, windows: windows,
          covariates: row.covariates))
    }
  }
}
