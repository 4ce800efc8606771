/// What a batch brings into the database.
public enum BatchKind: String, Hashable, CaseIterable, Sendable {
  case prices, events, factors, calendar
}

/// What is known of a batch before its file is read.
public struct BatchHeader: Hashable, Sendable {
  /// What the batch brings.
  public var kind: BatchKind
  /// The file's name, as lists show it.
  public var source: String
  /// The event list, factor set or calendar that the batch adds to; `nil` for prices.
  public var list: String?
  /// Identifies the options of the import: the same bytes read in another way are another batch.
  public var options: String
  /// When the import began, ISO 8601.
  public var importedAt: String
  /// Where prices are traded, as far as the import says.
  public var market = SeriesMarket()

  /// A header.
  public init(
    kind: BatchKind, source: String, list: String? = nil, options: String = "", importedAt: String,
    market: SeriesMarket = SeriesMarket()
  ) {
    self.kind = kind
    self.source = source
    self.list = list
    self.options = options
    self.importedAt = importedAt
    self.market = market
  }
}

/// What is known of a batch's file once all of it was read.
public struct BatchEnd: Hashable, Sendable {
  /// The digest of the file's bytes.
  public let sha256: String
  /// The number of the file's bytes.
  public let byteCount: Int
  /// How many records were rejected.
  public let rejected: Int
  /// What the import warned of.
  public let warnings: [BatchWarning]

  /// The end of a file with that digest and size, of which so many records were rejected.
  public init(sha256: String, byteCount: Int, rejected: Int, warnings: [BatchWarning] = []) {
    self.sha256 = sha256
    self.byteCount = byteCount
    self.rejected = rejected
    self.warnings = warnings
  }
}

/// Something about a batch that the reader of its values should know.
public struct BatchWarning: Hashable, Sendable {
  /// A stable name for programs.
  public let code: String
  /// The warning in words.
  public let message: String

  /// A warning.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// What became of a batch.
public enum BatchOutcome: Hashable, Sendable {
  case imported(ImportedBatch)
  /// The same bytes were imported before in the same way; nothing was changed.
  case alreadyImported(batch: Int)
}

/// What a batch added.
public struct ImportedBatch: Hashable, Sendable {
  /// The number by which the batch is listed and undone.
  public let batch: Int
  /// Bars, events, or dates of factors.
  public let rows: Int
  /// Series, or factors, that the batch has values of.
  public let series: Int
  /// Series that the batch made.
  public let newSeries: Int
  /// Records of the file that were rejected.
  public let rejected: Int
  /// Events that were in their list already, with the same content.
  public let repeated: Int
}

/// What undoing a batch removed.
public struct UndoneBatch: Hashable, Sendable {
  /// The number of the batch.
  public let batch: Int
  /// What it had brought.
  public let kind: BatchKind
  /// Bars, events, or dates of factors that were removed.
  public let rows: Int
  /// Series of which nothing is left.
  public let seriesRemoved: Int
}
