import MarketData

/// Turns records into rows of a buffer.
protocol RowDecoder {
  var symbols: SymbolTable { get }
  /// Prices that are averages of bid and ask.
  var averages: NotedRows { get }
  /// Times that the clocks of their zone did not show exactly once.
  var clockChanges: NotedRows { get }

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
      capacity: max(options.bufferedBars, layout.keptColumns.count),
      resolution: layout.times.resolution, fields: layout.fields)
  }

  func read(_ detection: Detection) throws(ImportError) -> ImportReport {
    switch layout.times.resolution {
    case .daily: try read(detection, times: DateReader(layout.times, calendar: options.calendar))
    case .intraday:
      try read(detection, times: InstantReader(layout.times, isStrict: options.isStrict))
    }
  }

  private func read(
    _ detection: Detection, times: some TimeReader
  ) throws(ImportError) -> ImportReport {
    let rejects = RowRejects(name: source.name, columns: layout.keptColumns, log: log)
    if layout.hasBlocks {
      return try read(
        detection, BlockDecoder(layout: layout, times: times, buffer: buffer, rejects: rejects))
    }
    if layout.isWide {
      return try read(
        detection, WideDecoder(layout: layout, times: times, buffer: buffer, rejects: rejects))
    }
    return try read(
      detection,
      BarDecoder(
        layout: layout, times: times, buffer: buffer, rejects: rejects, actions: sanity.actions))
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
    if options.isStrict, writer.conflicts > 0 {
      let first = log.kept.filter { $0.reason == .duplicateConflict }.prefix(5)
      throw .conflicts(source.name, first: Array(first), total: writer.conflicts)
    }
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
        + PriceWarnings(
          writer: writer, symbols: symbols, averages: decoder.averages,
          clockChanges: decoder.clockChanges
        ).all + sanity.warnings)
  }
}
