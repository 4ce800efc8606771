public import MarketData

/// Reads facts about firms or events from a table: a column `symbol`, `event_id` or both, a column
/// `date` if facts change in time, and any others.
public enum CovariateImport {
  /// Reads an input; the rows may stand in any order.
  ///
  /// - Throws: `ImportError` with the place of everything that is wrong.
  public static func run(
    _ input: Input, _ options: ImportOptions = ImportOptions()
  ) throws(ImportError) -> CovariateTable {
    let source = try Source(input, options)
    var reader = try CovariateReader(source.sample, options)
    let records = source.records(options)
    try records.forEachBatch { (batch) throws(ImportError) in
      for row in 0..<batch.rowCount where batch.firstRecord + row > 1 {
        try reader.read(batch, row)
      }
    }
    return try reader.finish(sha256: records.sha256)
  }
}
