import MarketData

/// Turns records into events.
struct EventReader {
  private let name: String
  private let layout: EventLayout
  let log: RejectLog
  private var clock: EventClock
  private(set) var events: [NewsEvent] = []
  /// Where each event of a symbol was first seen.
  private var seen: [Key: Position] = [:]

  private struct Key: Hashable {
    var id: String
    var symbol: Symbol?
  }

  init(name: String, layout: EventLayout, options: ImportOptions) {
    self.name = name
    self.layout = layout
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
    do throws(EventProblem) {
      try checkShape(record, fields)
      try append(record)
    } catch {
      switch error {
      case .reject(let reject): try log.add(reject)
      case .fatal(let error): throw error
      }
    }
  }

  /// Throws when more rows were rejected than allowed, or none is left.
  func check() throws(ImportError) {
    try log.check()
    guard events.isEmpty else { return }
    throw log.total == 0
      ? .headerOnly(name)
      : .nothingLeft(name, first: Array(log.kept.prefix(5)), total: log.total)
  }

  var warnings: [Warning] {
    guard !clock.repeated.isEmpty else { return [] }
    let places = clock.repeated.prefix(5).joined(separator: ", ")
    return [
      Warning(
        .dst,
        "clocks were set back and showed the time twice; read as the earlier one: \(places)"
          + (clock.repeated.count > 5 ? " and \(clock.repeated.count - 5) more" : ""))
    ]
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
    let time = try clock.time(of: row)
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
      events.append(
        NewsEvent(
          id: id, symbol: symbol, time: time, group: row[.group], title: row[.title],
          market: row[.market].map { Symbol(rawValue: $0) }, windows: windows,
          covariates: row.covariates))
    }
  }
}
