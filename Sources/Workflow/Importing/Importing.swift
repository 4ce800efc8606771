import Ingest
import MarketData
import Store

extension Workflow {
  /// The files that paths stand for: a pattern behind an archive, as in `ARCHIVE.zip/*.csv`, for
  /// those of its files whose names match.
  public static func files(_ paths: [String]) throws -> [String] {
    try failing { try paths.flatMap { try Input.paths(matching: $0) } }
  }

  /// Imports a file as one batch: all of it, or nothing.
  public func importFile(_ request: ImportRequest, as kind: ImportKind) throws -> ImportSummary {
    let options = try options(of: request)
    try failing { try request.requireFile() }
    switch kind {
    case .prices:
      let market = SeriesMarket(exchange: options.calendar?.code, currency: request.currency)
      return try importBatch(
        request, kind: .prices, list: nil, market: market, calendar: options.calendar
      ) { writer in
        try PriceImport.run(request.input, options, sink: SegmentSink(writer))
      }
    case .events:
      let list = try request.listName()
      return try importBatch(request, kind: .events, list: list) { writer in
        let (events, report) = try EventImport.run(request.input, options)
        try writer.write(events: events, list: list)
        return report
      }
    case .factors:
      let list = try request.listName()
      return try importBatch(request, kind: .factors, list: list) { writer in
        let (factors, report) = try FactorImport.run(request.input, options)
        try writer.write(factors: factors, set: list)
        return report
      }
    case .calendar:
      let code = try request.calendarCode()
      return try importBatch(request, kind: .calendar, list: code) { writer in
        let (calendar, report) = try CalendarImport.run(request.input, options)
        try writer.write(calendar: calendar, code: code)
        return report
      }
    }
  }

  /// Imports a batch into the database, or into one that is made for it.
  private func importBatch(
    _ header: BatchHeader, _ request: ImportRequest, body: (BatchWriter) throws -> BatchEnd
  ) throws -> BatchOutcome {
    let rejected = request.rejects?.count ?? 0
    do {
      if let outcome = try ReactionDatabase.makingDatabase(at: path, with: header, body: body) {
        return outcome
      }
    } catch StoreError.madeMeanwhile(let path) {
      // What can be read again goes into what is there now.
      guard request.isRepeatable else { throw StoreError.madeMeanwhile(path: path) }
      request.rejects?.keep(first: rejected)
    }
    return try opened(.create).importBatch(header, body: body)
  }

  /// The importer's options: an imported calendar is preferred to a built-in one of its name.
  func options(of request: ImportRequest) throws -> ImportOptions {
    var options = try request.options()
    do { options.calendar = try request.calendar.map(calendar(named:)) } catch let error as Failure
      where error.status == .usage
    {
      throw Failure(.usage, "--calendar: \(error.message ?? "")")
    }
    return options
  }

  /// Removes what a batch brought; returns a sentence that says so.
  public func undo(batch: Int) throws -> String {
    let database = try open(.existing)
    let undone = try failing { try database.undo(batch: batch) }
    let series = undone.seriesRemoved > 0 ? " and \(grouped(undone.seriesRemoved)) series" : ""
    let rows = counted(undone.rows, "row")
    return "undid batch \(batch): removed \(rows) of \(undone.kind.rawValue)\(series)"
  }

  private func importBatch(
    _ request: ImportRequest, kind: BatchKind, list: String?,
    market: SeriesMarket = SeriesMarket(), calendar: ExchangeCalendar? = nil,
    read: (BatchWriter) throws -> ImportReport
  ) throws -> ImportSummary {
    let header = BatchHeader(
      kind: kind, source: request.source, list: list, options: request.fingerprint(calendar),
      importedAt: request.now, market: market)
    return try failing {
      var report: ImportReport?
      let outcome = try importBatch(header, request) { writer in
        let read = try read(writer)
        report = read
        if request.isStrict, !read.warnings.isEmpty {
          throw ImportError.warned(request.input.name, read.warnings)
        }
        return BatchEnd(
          sha256: read.sha256, byteCount: read.byteCount, rejected: read.rejectCount,
          warnings: read.warnings.map {
            BatchWarning(code: $0.code.rawValue, message: $0.message)
          })
      }
      // The body has run, or the batch would have thrown.
      guard let report else { throw Failure(.failure, "\(path): the batch was not read") }
      return ImportSummary(outcome, report, request, kind: kind, list: list)
    }
  }
}

/// Hands the bars of an import to the batch that stores them.
private final class SegmentSink: BarSink {
  private let writer: BatchWriter

  init(_ writer: BatchWriter) { self.writer = writer }

  func append(_ bars: Bars, to symbol: Symbol) throws { try writer.append(bars, to: symbol) }

  func takeBack(_ symbol: Symbol) throws -> [Bars] { try writer.takeBack(symbol) }
}

extension ImportError {
  /// Input that is wrong is rejected; a question the command line must answer is one of usage.
  var status: Failure.Status {
    switch self {
    case .sink(let error): (error as? StoreError)?.status ?? .failure
    case .notFound, .directory, .unreadable, .packed(_, .noMember): .failure
    case .packed(_, .severalFiles), .unknownProfile, .symbolNeeded, .symbolNotNeeded,
      .dateOrderNeeded, .timeZoneNeeded,
      .barZoneNeeded:
      .usage
    default: .rejected
    }
  }
}
