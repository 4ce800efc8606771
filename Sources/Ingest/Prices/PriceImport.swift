import MarketData

/// Reads files of daily prices.
public enum PriceImport {
  /// Reads an input and hands its bars to a sink, in runs.
  ///
  /// Nothing that the sink received may be kept when this throws.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions(), sink: any BarSink
  ) throws(ImportError) -> ImportReport {
    try read(Source(input, options, skipsPreamble: true), options, sink: sink)
  }

  /// Reads an input and tells what an import would do, rejects included.
  public static func preview(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> ImportPreview {
    let options = options.with { $0.rejectsAllowed = .max }
    let source = try Source(input, options, skipsPreamble: true)
    let report = try read(source, options, sink: nil)
    return ImportPreview(
      report: report, firstRows: source.sample.rows.prefix(6).map(\.cells),
      storedRows: try stored(source, options))
  }

  private static func read(
    _ source: Source, _ options: ImportOptions, sink: (any BarSink)?
  ) throws(ImportError) -> ImportReport {
    let (layout, detection) = try detect(source.sample, options)
    let run = PriceRun(source: source, layout: layout, options: options, sink: sink)
    return try run.read(detection)
  }

  static func detect(
    _ sample: Sample, _ options: ImportOptions
  ) throws(ImportError) -> (PriceLayout, Detection) {
    let best = try Profiles.best(
      (any PriceProfile).self, for: sample, options, match: { $0.match(sample, options) })
    if sample.isWhole, sample.hasHeader, sample.body.isEmpty { throw .headerOnly(sample.name) }
    guard let best else { throw failure(sample, options) }
    var layout = try best.profile.layout(sample, options)
    layout.decimalMark = sample.dialect.decimalMark
    return (
      layout,
      Detection(
        profile: best.profile.id, dialect: sample.dialect, columns: layout.describedColumns,
        decisions: sample.decisions(
          profile: best.profile.id, best.evidence, headerCount: layout.headerCount,
          columns: layout.describedColumns, dateOrder: layout.times.form.order, options)
          + layout.times.decisions,
        evidence: [best.evidence, sample.dialectEvidence], notes: layout.notes)
    )
  }

  /// Why no profile fits.
  private static func failure(_ sample: Sample, _ options: ImportOptions) -> ImportError {
    guard sample.hasHeader else { return .unrecognised(sample.name, kind: "prices") }
    let named = NamedPriceColumns(sample, options)
    return named.has(.date)
      ? .noCloseColumn(sample.name, header: sample.header)
      : .noDateColumn(sample.name, header: sample.header)
  }
}
