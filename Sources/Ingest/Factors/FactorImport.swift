public import MarketData

/// Reads files of factor returns.
public enum FactorImport {
  /// Reads an input's factors.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> (factors: FactorSet, report: ImportReport) {
    try read(Source(input, options), options)
  }

  /// Reads an input and tells what an import would do, rejects included.
  public static func preview(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> ImportPreview {
    let options = options.with { $0.rejectsAllowed = .max }
    let source = try Source(input, options)
    let head = source.sample.rows.prefix(6).map(\.cells)
    let (factors, report) = try read(source, options)
    return ImportPreview(report: report, firstRows: head, storedRows: stored(factors))
  }

  private static func read(
    _ source: Source, _ options: ImportOptions
  ) throws(ImportError) -> (factors: FactorSet, report: ImportReport) {
    let (layout, detection) = try detect(source.sample, options)
    var reader = FactorReader(name: source.name, layout: layout, options: options)
    let records = source.records(options)
    try records.forEachBatch { (batch) throws(ImportError) in
      for row in 0..<batch.rowCount where batch.firstRecord + row > layout.headerCount {
        try reader.read(batch, row)
      }
    }
    reader.log.close(lastRecord: records.progress.records)
    let factors = try reader.finish()
    let report = ImportReport(
      detection: detection.noting(records.notes + reader.log.notes), sha256: records.sha256,
      byteCount: records.progress.bytes,
      rowsRead: reader.rowCount, valuesRead: factors.dates.count,
      series: [], rejects: reader.log.kept, rejectCounts: reader.log.counts,
      warnings: records.warnings + reader.warnings)
    return (factors, report)
  }

  private static func detect(
    _ sample: Sample, _ options: ImportOptions
  ) throws(ImportError) -> (FactorLayout, Detection) {
    let best = try Profiles.best(
      (any FactorProfile).self, for: sample, options, match: { $0.match(sample, options) })
    if sample.isWhole, sample.hasHeader, sample.body.isEmpty { throw .headerOnly(sample.name) }
    guard let best else {
      throw sample.hasHeader
        ? .noDateColumn(sample.name, header: sample.header)
        : .unrecognised(sample.name, kind: "factors")
    }
    var layout = try best.profile.layout(sample, options)
    layout.decimalMark = sample.dialect.decimalMark
    let percent = layout.isFrench ? ["values are percents and are divided by 100"] : []
    return (
      layout,
      Detection(
        profile: best.profile.id, dialect: sample.dialect, columns: layout.describedColumns,
        decisions: sample.decisions(
          profile: best.profile.id, best.evidence, headerCount: layout.headerCount,
          columns: layout.describedColumns, dateOrder: layout.dateOrder, options),
        evidence: [best.evidence, sample.dialectEvidence] + percent)
    )
  }
}
