import GRDB
public import MarketData

/// Writes one batch inside its transaction.
///
/// Lives as long as the closure it is given to, and belongs to that closure's thread.
public final class BatchWriter {
  let database: Database
  let batch: Int64
  private let header: BatchHeader
  private let path: String
  private let series: SeriesTable
  private let segments: SegmentTable
  private var rows = 0
  private var factors = 0
  private var repeated = 0

  init(_ database: Database, _ header: BatchHeader, path: String) throws {
    self.database = database
    self.header = header
    self.path = path
    try database.execute(
      sql: """
        INSERT INTO batch
          (kind, source, list, byte_count, sha256, options, row_count, series_count,
           rejected_count, imported_at)
        VALUES (?, ?, ?, 0, '', ?, 0, 0, 0, ?)
        """,
      arguments: [
        header.kind.rawValue, header.source, header.list, header.options, header.importedAt,
      ])
    batch = database.lastInsertedRowID
    try insert(header.market, batch: batch, in: database)
    series = try SeriesTable(database)
    segments = try SegmentTable(database, batch: batch)
  }

  /// Adds bars to a series, which is made when it is new; later bars win over earlier ones of the
  /// same time.
  ///
  /// Throws `StoreError.unorderedTimes` or `.unevenColumns` when the bars are not valid.
  public func append(_ bars: Bars, to symbol: Symbol) throws {
    guard bars.count > 0 else { return }
    // The importer between here and the transaction hands errors on without knowing SQLite's.
    try translatingErrors(path: path) {
      try segments.insert(bars, symbol, series: series.id(of: symbol, bars.resolution))
    }
    rows += bars.count
  }

  /// Removes what this batch appended to a series so far and returns it, in order.
  public func takeBack(_ symbol: Symbol) throws -> [Bars] {
    let taken = try translatingErrors(path: path) { try segments.takeBack(symbol) }
    rows -= taken.reduce(0) { $0 + $1.count }
    return taken
  }

  /// Adds events to a list.
  ///
  /// An event that the list has already, with the same content, is counted and left alone. Throws
  /// `StoreError.eventConflict` for the same id and symbol with other content.
  public func write(events: [NewsEvent], list: String) throws {
    let added = try insert(events, list: list, batch: batch, in: database)
    rows += added
    repeated += events.count - added
  }

  /// Adds factor returns to a set; a later batch wins on the dates of the factors it brings.
  ///
  /// Throws `StoreError.frequencyConflict` when the set is of another frequency.
  public func write(factors set: FactorSet, set name: String) throws {
    try insert(set, named: name, batch: batch, in: database)
    rows += set.dates.count
    factors += set.factors.count
  }

  /// Adds a calendar, which from then on is the one of its code.
  public func write(calendar: CalendarListing, code: String) throws {
    try insert(calendar, code: code, batch: batch, in: database)
    rows += calendar.days.count
  }

  /// Completes the batch's row, unless the transaction is to be rolled back.
  func finish(_ end: BatchEnd) throws -> BatchOutcome {
    if let earlier = try importedBatch(header, sha256: end.sha256, in: database) {
      return .alreadyImported(batch: earlier)
    }
    let counts = try series.counts(of: batch)
    let seriesCount = counts.all + factors
    try database.execute(
      sql: """
        UPDATE batch
        SET sha256 = ?, byte_count = ?, row_count = ?, series_count = ?, rejected_count = ?
        WHERE id = ?
        """,
      arguments: [end.sha256, end.byteCount, rows, seriesCount, end.rejected, batch])
    for (position, warning) in end.warnings.enumerated() {
      try database.execute(
        sql: "INSERT INTO batch_warning (batch, position, code, message) VALUES (?, ?, ?, ?)",
        arguments: [batch, position, warning.code, warning.message])
    }
    return .imported(
      ImportedBatch(
        batch: Int(batch), rows: rows, series: seriesCount, newSeries: counts.new,
        rejected: end.rejected, repeated: repeated))
  }
}

/// The batch that brought the same bytes in the same way, and is not undone.
func importedBatch(_ header: BatchHeader, sha256: String, in db: Database) throws -> Int? {
  try Int.fetchOne(
    db,
    sql: """
      SELECT id FROM batch
      WHERE sha256 = ? AND kind = ? AND options = ? AND list IS ? AND undone = 0
      """,
    arguments: [sha256, header.kind.rawValue, header.options, header.list])
}
