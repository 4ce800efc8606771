public import MarketData

/// Reads lists of events.
public enum EventImport {
  /// Reads an input's events, in the order of its rows.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> (events: [NewsEvent], report: ImportReport) {
    let read = try read(input, options)
    return (read.events, read.report)
  }

  /// Reads an input and tells what an import would do, rejects included.
  public static func preview(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> ImportPreview {
    let read = try read(input, options.with { $0.rejectsAllowed = .max })
    return ImportPreview(
      report: read.report, firstRows: read.firstRows, storedRows: stored(read.events))
  }

  private typealias Result = (
    events: [NewsEvent], report: ImportReport, firstRows: [[String]]
  )

  private static func read(
    _ input: Input, _ options: ImportOptions
  ) throws(ImportError) -> Result {
    let head = try TextHead(input, options)
    if let document = documentProfile(head.text, options) {
      return try read(document, head, options)
    }
    return try read(Source(head, options, skipsPreamble: true), options)
  }
}

// MARK: Tables

extension EventImport {
  private static func read(
    _ source: Source, _ options: ImportOptions
  ) throws(ImportError) -> Result {
    let (layout, detection) = try detect(source.sample, options)
    try requireRatings(layout, detection.profile, source.name, options)
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
    try reader.finish()
    var report = report(
      detection.noting(records.notes + reader.log.notes), reader, sha256: records.sha256,
      byteCount: records.progress.bytes, rowsRead: records.progress.records - layout.headerCount)
    report.warnings = records.warnings + report.warnings
    return (reader.events, report, source.sample.rows.prefix(6).map(\.cells))
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
          columns: layout.describedColumns, dateOrder: layout.dateOrder, options)
          + layout.decisions(options),
        evidence: [best.evidence, sample.dialectEvidence])
    )
  }

  private static func requireRatings(
    _ layout: EventLayout, _ profile: String, _ name: String, _ options: ImportOptions
  ) throws(ImportError) {
    for filter in NewsFilter.allCases where options.newsFilters.contains(filter) {
      guard layout.ratings.contains(where: { $0.filter == filter }) else {
        throw .noRating(name, filter: filter, profile: profile)
      }
    }
  }

  private static func report(
    _ detection: Detection, _ reader: EventReader, sha256: String, byteCount: Int, rowsRead: Int
  ) -> ImportReport {
    var detection = detection
    detection.notes += reader.notes
    return ImportReport(
      detection: detection, sha256: sha256, byteCount: byteCount, rowsRead: rowsRead,
      valuesRead: reader.events.count, series: [], rejects: reader.log.kept,
      rejectCounts: reader.log.counts, warnings: reader.warnings)
  }
}

// MARK: Documents

extension EventImport {
  /// The profile that is asked for, when it is one of documents, or the first that fits the head.
  private static func documentProfile(
    _ head: [UInt8], _ options: ImportOptions
  ) -> (any EventDocumentProfile, evidence: String)? {
    let profiles = Profiles.all.compactMap { $0 as? any EventDocumentProfile }
    if let id = options.profile {
      return profiles.first { $0.id == id }.map { ($0, "asked for with --profile") }
    }
    var text = String(decoding: head, as: UTF8.self)[...]
    if text.first == "\u{FEFF}" { text = text.dropFirst() }
    let start = String(text.drop { $0.isWhitespace })
    return profiles.compactMap { profile in profile.match(start).map { (profile, $0) } }
      .max { $0.1.score < $1.1.score }.map { ($0.0, $0.1.evidence) }
  }

  private static func read(
    _ found: (profile: any EventDocumentProfile, evidence: String), _ head: TextHead,
    _ options: ImportOptions
  ) throws(ImportError) -> Result {
    let (whole, name) = (try WholeText(head), head.name)
    let document = try found.profile.read(whole.text, name: name, options)
    try requireRatings(document.layout, found.profile.id, name, options)
    var reader = EventReader(name: name, layout: document.layout, options: options)
    for row in document.rows { try reader.read(row) }
    try reader.finish()
    let layout = Detection.Decision(
      subject: "layout", value: found.profile.id, evidence: found.evidence, flag: "--profile")
    let detection = Detection(
      profile: found.profile.id, dialect: nil, columns: document.layout.describedColumns,
      decisions: (head.compressionDecision.map { [$0] } ?? []) + [head.encoding.decision, layout]
        + document.layout.decisions(options),
      evidence: [found.evidence], notes: document.notes)
    var report = report(
      detection, reader, sha256: whole.sha256, byteCount: whole.byteCount,
      rowsRead: document.rows.count)
    report.warnings = whole.warnings + report.warnings + document.warnings
    return (reader.events, report, document.rows.prefix(6).map(\.cells))
  }
}
