public import MarketData

/// How an input was understood.
public struct Detection: Hashable, Sendable {
  /// A column of the input and what it was taken for.
  public struct Column: Hashable, Sendable {
    /// The name in the header, or the column's role or number when there is none.
    public let name: String
    /// `date`, `symbol`, a field of a bar, `series`, `factor`, ... or `ignored`.
    public let role: String
  }

  /// Something that was decided about an input.
  public struct Decision: Hashable, Sendable {
    /// What was decided, such as `delimiter`.
    public let subject: String
    /// What it was decided to be, such as `semicolon`.
    public let value: String
    /// What it was decided by, in words.
    public let evidence: String
    /// The flag that decides otherwise, if there is one.
    public let flag: String?
  }

  /// The id of the profile.
  public var profile: String
  /// How the table is written; `nil` for a document that is no table.
  public var dialect: Dialect?
  /// Every column, in order.
  public var columns: [Column]
  /// Everything that was decided, in the order in which it was.
  public var decisions: [Decision] = []
  /// Why this profile, one sentence each.
  public var evidence: [String]
  /// What was left aside, one sentence each.
  public var notes: [String] = []

  /// The same with further notes.
  func noting(_ notes: [String]) -> Detection {
    var copy = self
    copy.notes += notes
    return copy
  }
}

/// What an import did.
public struct ImportReport: Sendable {
  /// How the input was understood.
  public var detection: Detection
  /// The digest of the input's bytes.
  public var sha256: String
  /// The number of the input's bytes.
  public var byteCount: Int
  /// Records after the header.
  public var rowsRead: Int
  /// Bars, events or rows of factors.
  public var valuesRead: Int
  /// Bars by symbol, in the order in which symbols first appear; empty but for prices.
  public var series: [(symbol: Symbol, bars: Int)]
  /// The first 1,000 rejects.
  public var rejects: [Reject]
  /// The number of rejects by reason.
  public var rejectCounts: [Reject.Reason: Int]
  /// What the reader of the values should know.
  public var warnings: [Warning]

  /// The number of rejects.
  public var rejectCount: Int { rejectCounts.values.reduce(0, +) }
}

/// What an import would do.
public struct ImportPreview: Sendable {
  /// What an import would report.
  public var report: ImportReport
  /// The first records as they are written, the header included.
  public var firstRows: [[String]]
  /// The first rows as they would be stored, below the names of their columns.
  public var storedRows: [[String]] = []
}
