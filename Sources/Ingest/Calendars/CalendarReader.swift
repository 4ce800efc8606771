import MarketData

/// Turns records into the dates of a calendar.
struct CalendarReader {
  private let name: String
  private let layout: CalendarTable.Layout
  private let zone: Zone?
  let log: RejectLog
  private var days: [CalendarListing.Day] = []
  private var seen: [CalendarDate: Position] = [:]

  init(name: String, layout: CalendarTable.Layout, options: ImportOptions) {
    self.name = name
    self.layout = layout
    zone = options.timeZone
    log = RejectLog(name: name, allowed: options.rejectsAllowed, forward: options.onReject)
  }

  mutating func read(_ batch: RecordBatch, _ row: Int) throws(ImportError) {
    let cells = batch.fields(ofRow: row).map {
      String(decoding: $0, as: UTF8.self).trimmingSpaces
    }
    guard cells.contains(where: { !$0.isEmpty }) else { return }
    let record = Record(layout: layout, cells: cells, place: batch.position(ofRow: row))
    do throws(EventProblem) {
      let day = try record.day(name)
      if let earlier = seen.updateValue(record.place, forKey: day.date) {
        throw .reject(
          record.reject(
            "date", day.date.description, .badDate,
            "\(day.date) is on \(earlier) already; a calendar has each date once"))
      }
      days.append(day)
    } catch {
      switch error {
      case .reject(let reject): try log.add(reject)
      case .fatal(let error): throw error
      }
    }
  }

  /// The calendar, when it has a session and no more rows were rejected than allowed.
  func finish() throws(ImportError) -> CalendarListing {
    try log.check()
    guard days.contains(where: { $0.hours != nil }) else {
      throw log.total == 0
        ? .headerOnly(name)
        : .nothingLeft(name, first: Array(log.kept.prefix(5)), total: log.total)
    }
    guard let zone = zone ?? Zone("America/New_York") else {
      throw .timeZoneNeeded(name, at: "the header", raw: "open")
    }
    return CalendarListing(zone: zone, days: days)
  }

  var warnings: [Warning] {
    guard zone == nil else { return [] }
    return [
      Warning(
        .zoneAssumed,
        "hours are read as those of America/New_York; name another zone with --time-zone")
    ]
  }
}

/// One record of a calendar.
private struct Record {
  let layout: CalendarTable.Layout
  let cells: [String]
  let place: Position

  /// The date and what the record says about it.
  func day(_ name: String) throws(EventProblem) -> CalendarListing.Day {
    let text = cell(layout.date)
    guard !isMissingText(text) else {
      throw .reject(reject("date", text, .missingDate, "no date; write one like 2024-03-15"))
    }
    let date = try date(text, name)
    let note = layout.note.map(cell).flatMap { $0.isEmpty ? nil : $0 }
    return CalendarListing.Day(date: date, hours: try hours(), note: note)
  }

  private func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }

  private func date(_ text: String, _ name: String) throws(EventProblem) -> CalendarDate {
    do throws(StampText.Failure) {
      let stamp = try StampText(text, order: layout.dateOrder)
      if stamp.millisecond ?? 0 == 0 { return stamp.date }
    } catch {
      if error == .ambiguous { throw .fatal(.dateOrderNeeded(name, at: "\(place)", raw: text)) }
    }
    throw .reject(reject("date", text, .badDate, "'\(text)' is not a date like 2024-03-15"))
  }

  /// `nil` when neither hour is given.
  private func hours() throws(EventProblem) -> Range<ClockTime>? {
    let (open, close) = (cell(layout.open), cell(layout.close))
    if isMissingText(open), isMissingText(close) { return nil }
    let (from, to) = (try time(open, "open"), try time(close, "close"))
    guard from < to else {
      throw .reject(
        reject("close", close, .badTime, "the close \(to) is not after the open \(from)"))
    }
    return from..<to
  }

  private func time(_ text: String, _ column: String) throws(EventProblem) -> ClockTime {
    guard let time = try? EventTimeText(text), time.offset == nil, time.zoneName == nil,
      let clock = ClockTime(second: time.millisecond / 1000)
    else {
      throw .reject(
        reject(column, text, .badTime, "'\(text)' is not a time of day like 09:30"))
    }
    return clock
  }

  func reject(
    _ column: String, _ raw: String, _ reason: Reject.Reason, _ message: String
  ) -> Reject {
    Reject(
      line: place.line, record: place.record, column: column, raw: raw, reason: reason,
      message: message)
  }
}
