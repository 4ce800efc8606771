public import MarketData

/// Reads lists of events.
public enum EventImport {
  /// Reads an input's events, in the order of its rows.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> (events: [NewsEvent], report: ImportReport) {
    try read(Source(input, options, skipsPreamble: true), options)
  }

  /// Reads an input and tells what an import would do, rejects included.
  public static func preview(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> ImportPreview {
    let options = options.with { $0.rejectsAllowed = .max }
    let source = try Source(input, options, skipsPreamble: true)
    let head = source.sample.rows.prefix(6).map(\.cells)
    let (events, report) = try read(source, options)
    return ImportPreview(report: report, firstRows: head, storedRows: stored(events))
  }

  private static func read(
    _ source: Source, _ options: ImportOptions
  ) throws(ImportError) -> (events: [NewsEvent], report: ImportReport) {
    let (layout, detection) = try detect(source.sample, options)
    var reader = EventReader(name: source.name, layout: layout, options: options)
    let records = source.records(options)
    try records.forEachBatch { (batch) throws(ImportError) in
      for row in 0..<batch.rowCount where batch.firstRecord + row > layout.headerCount {
        try reader.read(batch, row)
      }
      options.onProgress?(
        records.progress.bytes, source.stream.totalCount, records.progress.records)
    }
    reader.log.close(lastRecord: records.progress.records)
    try reader.check()
    let noted = detection.noting(records.notes + reader.log.notes)
    return (reader.events, report(noted, records, reader, headerCount: layout.headerCount))
  }

  private static func detect(
    _ sample: Sample, _ options: ImportOptions
  ) throws(ImportError) -> (EventLayout, Detection) {
    let best = try Profiles.best(
      (any EventProfile).self, for: sample, options, match: { $0.match(sample, options) })
    if sample.isWhole, sample.hasHeader, sample.body.isEmpty { throw .headerOnly(sample.name) }
    guard let best else {
      throw sample.hasHeader
        ? .noDateColumn(sample.name, header: sample.header)
        : .unrecognised(sample.name, kind: "events")
    }
    let layout = try best.profile.layout(sample, options)
    return (
      layout,
      Detection(
        profile: best.profile.id, dialect: sample.dialect, columns: layout.describedColumns,
        decisions: sample.decisions(
          profile: best.profile.id, best.evidence, headerCount: layout.headerCount,
          columns: layout.describedColumns, dateOrder: layout.dateOrder, options),
        evidence: [best.evidence, sample.dialectEvidence])
    )
  }

  private static func report(
    _ detection: Detection, _ records: RecordStream, _ reader: EventReader, headerCount: Int
  ) -> ImportReport {
    ImportReport(
      detection: detection, sha256: records.sha256, byteCount: records.progress.bytes,
      rowsRead: records.progress.records - headerCount, valuesRead: reader.events.count,
      series: [], rejects: reader.log.kept, rejectCounts: reader.log.counts,
      warnings: records.warnings + reader.warnings)
  }
}
