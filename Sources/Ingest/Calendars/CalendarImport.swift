public import MarketData

/// Reads trading calendars.
public enum CalendarImport {
  /// Reads an input's calendar; the rows may stand in any order.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> (calendar: CalendarListing, report: ImportReport) {
    try read(Source(input, options), options)
  }

  /// Reads an input and tells what an import would do, rejects included.
  public static func preview(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> ImportPreview {
    let options = options.with { $0.rejectsAllowed = .max }
    let source = try Source(input, options)
    let head = source.sample.rows.prefix(6).map(\.cells)
    return ImportPreview(report: try read(source, options).report, firstRows: head)
  }

  private static func read(
    _ source: Source, _ options: ImportOptions
  ) throws(ImportError) -> (calendar: CalendarListing, report: ImportReport) {
    let sample = source.sample
    let profile = CalendarTable()
    if let id = options.profile, id != profile.id {
      throw .unknownProfile(id, known: [profile.id])
    }
    let layout = try profile.layout(sample, options)
    var reader = CalendarReader(name: source.name, layout: layout, options: options)
    let records = source.records(options)
    try records.forEachBatch { (batch) throws(ImportError) in
      for row in 0..<batch.rowCount where batch.firstRecord + row > 1 {
        try reader.read(batch, row)
      }
    }
    let calendar = try reader.finish()
    let report = ImportReport(
      detection: Detection(
        profile: profile.id, dialect: sample.dialect, columns: columns(layout, sample),
        evidence: ["the header names date, open and close", sample.dialectEvidence]),
      sha256: records.sha256, byteCount: records.progress.bytes,
      rowsRead: records.progress.records - 1, valuesRead: calendar.days.count, series: [],
      rejects: reader.log.kept, rejectCounts: reader.log.counts, warnings: reader.warnings)
    return (calendar, report)
  }

  private static func columns(
    _ layout: CalendarTable.Layout, _ sample: Sample
  ) -> [Detection.Column] {
    let roles = [layout.date: "date", layout.open: "open", layout.close: "close"]
    return sample.header.enumerated().map { index, name in
      Detection.Column(
        name: name, role: roles[index] ?? (index == layout.note ? "note" : "ignored"))
    }
  }
}
