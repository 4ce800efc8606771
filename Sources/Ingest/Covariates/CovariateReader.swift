import MarketData

/// Turns records into facts about firms or events.
struct CovariateReader {
  private let name: String
  private let layout: CovariateLayout
  private let log: RejectLog
  private var rows: [CovariateTable.Row] = []
  private var seen: [Key: Position] = [:]

  /// Whom a row is about, and from when.
  private struct Key: Hashable {
    let eventID: String?
    let symbol: Symbol?
    let date: CalendarDate?
  }

  init(_ sample: Sample, _ options: ImportOptions) throws(ImportError) {
    name = sample.name
    layout = try CovariateLayout(sample, options)
    log = RejectLog(name: sample.name, allowed: nil, forward: nil)
  }

  mutating func read(_ batch: RecordBatch, _ row: Int) throws(ImportError) {
    let cells = batch.fields(ofRow: row).map {
      String(decoding: $0, as: UTF8.self).trimmingSpaces
    }
    guard cells.contains(where: { !$0.isEmpty }) else { return }
    let place = batch.position(ofRow: row)
    do throws(EventProblem) {
      try add(cells, place)
    } catch {
      switch error {
      case .reject(let reject): try log.add(reject)
      case .fatal(let error): throw error
      }
    }
  }

  private mutating func add(_ cells: [String], _ place: Position) throws(EventProblem) {
    func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
    func reject(_ column: String, _ raw: String, _ reason: Reject.Reason, _ message: String)
      -> EventProblem
    {
      .reject(
        Reject(
          line: place.line, record: place.record, column: column, raw: raw, reason: reason,
          message: message))
    }
    let event = layout.event.map(cell).flatMap { $0.isEmpty ? nil : $0 }
    let symbol = layout.symbol.map(cell).flatMap { $0.isEmpty ? nil : Symbol(rawValue: $0) }
    guard event != nil || symbol != nil else {
      throw reject(
        layout.symbol == nil ? "event_id" : "symbol", "", .missingSymbol,
        "the row says of no event or symbol what it is about")
    }
    var date: CalendarDate?
    if let column = layout.date {
      let text = cell(column)
      guard let read = try layout.date(text, name, at: place) else {
        throw reject("date", text, .badDate, "'\(text)' is not a date like 2024-03-15")
      }
      date = read
    }
    if let earlier = seen.updateValue(
      place, forKey: Key(eventID: event, symbol: symbol, date: date))
    {
      throw reject(
        "", (event ?? symbol?.rawValue) ?? "", .duplicateConflict,
        "\(earlier) is about the same; keep one row each, or add a column date with the date from "
          + "which a row holds")
    }
    rows.append(
      CovariateTable.Row(
        eventID: event, symbol: symbol, date: date, cells: layout.facts.map(cell)))
  }

  /// The table, when every row could be read.
  func finish(sha256: String) throws(ImportError) -> CovariateTable {
    try log.check()
    // Two rows about the same are an error here, though not where the later one replaces a price.
    guard log.total == 0 else {
      throw .rejected(
        name, first: Array(log.kept.prefix(5)), total: log.total, isComplete: true, allowed: 0)
    }
    guard !rows.isEmpty else { throw .headerOnly(name) }
    return CovariateTable(name: name, sha256: sha256, columns: layout.names, rows: rows)
  }
}

/// Where the columns of a table of facts are.
private struct CovariateLayout {
  let event: Int?
  let symbol: Int?
  let date: Int?
  /// The columns of facts, and their names.
  let facts: [Int]
  let names: [String]
  private let dateOrder: ImportOptions.DateOrder?

  init(_ sample: Sample, _ options: ImportOptions) throws(ImportError) {
    func place(_ names: [String]) -> Int? {
      names.lazy.compactMap { sample.keys.firstIndex(of: columnKey($0)) }.first
    }
    let (event, symbol) = (place(["event_id", "event"]), place(["symbol", "ticker", "firm"]))
    guard event != nil || symbol != nil else {
      throw .noColumn(sample.name, wanted: "symbol", header: sample.header)
    }
    let date = place(["date"])
    let facts = sample.header.indices.filter {
      ![event, symbol, date].contains($0) && !sample.header[$0].isEmpty
    }
    let names = facts.map { sample.header[$0] }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw .duplicateColumn(sample.name, column: twice)
    }
    guard !facts.isEmpty else {
      throw .noColumn(sample.name, wanted: "size", header: sample.header)
    }
    (self.event, self.symbol, self.date, self.facts, self.names) = (
      event, symbol, date, facts, names
    )
    dateOrder = date.flatMap { sample.dateOrder($0, options) }
  }

  /// The date of a cell; `nil` when it is none.
  func date(_ text: String, _ name: String, at place: Position) throws(EventProblem)
    -> CalendarDate?
  {
    do throws(StampText.Failure) {
      let stamp = try StampText(text, order: dateOrder)
      return stamp.millisecond ?? 0 == 0 ? stamp.date : nil
    } catch {
      guard error == .ambiguous else { return nil }
      throw .fatal(.dateOrderNeeded(name, at: "\(place)", raw: text))
    }
  }
}
