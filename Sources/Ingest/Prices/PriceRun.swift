import MarketData

/// Turns records into rows of a buffer.
protocol RowDecoder {
  var symbols: SymbolTable { get }
  /// Prices of which the sign was dropped: how many, and where the first are.
  var averages: (count: Int, first: [Position]) { get }

  /// Decodes rows from one on, as many as the buffer has room for, and returns the next one.
  mutating func decode(_ batch: RecordBatch, from firstRow: Int) throws(ImportError) -> Int
}

/// One reading of a file of prices.
struct PriceRun {
  private let source: Source
  private let layout: PriceLayout
  private let options: ImportOptions
  private let log: RejectLog
  private let sanity: SanitySink
  private let writer: SeriesWriter
  private let buffer: BarBuffer

  init(source: Source, layout: PriceLayout, options: ImportOptions, sink: (any BarSink)?) {
    self.source = source
    self.layout = layout
    self.options = options
    log = RejectLog(
      name: source.name, allowed: options.rejectsAllowed, forward: options.onReject)
    sanity = SanitySink(before: sink)
    writer = SeriesWriter(sink: sanity, log: log)
    buffer = BarBuffer(
      capacity: max(options.bufferedBars, layout.keptColumns.count), fields: layout.fields)
  }

  func read(_ detection: Detection) throws(ImportError) -> ImportReport {
    let rejects = RowRejects(name: source.name, columns: layout.keptColumns, log: log)
    return layout.isWide
      ? try read(detection, WideDecoder(layout: layout, buffer: buffer, rejects: rejects))
      : try read(detection, BarDecoder(layout: layout, buffer: buffer, rejects: rejects))
  }

  private func read(
    _ detection: Detection, _ start: some RowDecoder
  ) throws(ImportError) -> ImportReport {
    var decoder = start
    let records = source.records(options, keeps: layout.keeps)
    try records.forEachBatch { (batch) throws(ImportError) in
      var row = min(max(0, layout.headerCount + 1 - batch.firstRecord), batch.rowCount)
      while row < batch.rowCount {
        row = try decoder.decode(batch, from: row)
        if row < batch.rowCount { try flush(decoder, next: batch.position(ofRow: row)) }
      }
      options.onProgress?(
        records.progress.bytes, source.stream.totalCount, records.progress.records)
    }
    log.close(lastRecord: records.progress.records)
    try flush(decoder, next: Position(line: 0, record: 0))
    try writer.mergeOverlaps(decoder.symbols.symbols)
    try check(records.progress.records - layout.headerCount)
    return report(detection, records, decoder)
  }

  private func flush(_ decoder: some RowDecoder, next: Position) throws(ImportError) {
    try writer.flush(buffer, symbols: decoder.symbols.symbols)
    buffer.removeAll(next: next)
  }

  private func check(_ rowCount: Int) throws(ImportError) {
    try log.check()
    if rowCount <= 0 { throw .headerOnly(source.name) }
    if writer.barCount == 0, log.total > 0 {
      throw .nothingLeft(source.name, first: Array(log.kept.prefix(5)), total: log.total)
    }
  }

  private func report(
    _ detection: Detection, _ records: RecordStream, _ decoder: some RowDecoder
  ) -> ImportReport {
    let symbols = decoder.symbols.symbols
    return ImportReport(
      detection: detection.noting(records.notes + log.notes), sha256: records.sha256,
      byteCount: records.progress.bytes,
      rowsRead: records.progress.records - layout.headerCount, valuesRead: writer.barCount,
      series: writer.counts(of: symbols), rejects: log.kept, rejectCounts: log.counts,
      warnings: records.warnings
        + PriceWarnings(writer: writer, symbols: symbols, averages: decoder.averages).all
        + sanity.warnings)
  }
}

/// What the reader of the prices should know.
private struct PriceWarnings {
  let writer: SeriesWriter
  let symbols: [Symbol]
  let averages: (count: Int, first: [Position])

  var all: [Warning] {
    [unsorted, collapsed, conflicts, average].compactMap { $0 } + mixed
  }

  private var unsorted: Warning? {
    let names = writer.unsorted(symbols)
    return names.isEmpty
      ? nil : Warning(.unsorted, "rows of \(listed(names)) are in no order of time; sorted")
  }

  private var collapsed: Warning? {
    let count = writer.collapsed
    return count == 0
      ? nil
      : Warning(
        .duplicatesCollapsed,
        "\(count) row\(count == 1 ? "" : "s") repeated word for word; each "
          + "is kept once")
  }

  private var conflicts: Warning? {
    let count = writer.conflicts
    return count == 0
      ? nil
      : Warning(
        .duplicateConflict,
        "\(count) date\(count == 1 ? "" : "s") had two rows that differ; the "
          + "later row is kept")
  }

  private var average: Warning? {
    guard averages.count > 0 else { return nil }
    let lines = averages.first.map { "\($0.line)" }.joined(separator: ", ")
    return Warning(
      .bidAskAverage,
      "\(averages.count) negative price\(averages.count == 1 ? "" : "s") read as "
        + "averages of bid and ask, without the sign (line\(averages.count == 1 ? "" : "s") "
        + "\(lines)\(averages.count > averages.first.count ? ", ..." : ""))")
  }

  /// Symbols that differ only in the case of their letters.
  private var mixed: [Warning] {
    let groups = Dictionary(grouping: symbols) { $0.rawValue.lowercased() }.values
      .filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    return groups.map {
      Warning(.mixedSymbols, "\(listed($0)) differ only in case and are separate series")
    }
  }

  private func listed(_ symbols: [Symbol]) -> String {
    let names = symbols.prefix(5).map(\.rawValue).joined(separator: ", ")
    return symbols.count > 5 ? "\(names) and \(symbols.count - 5) more" : names
  }
}
