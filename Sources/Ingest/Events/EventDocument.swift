import MarketData

/// A list of events that is no table - JSON, XML, calendar text - read into the rows of one layout.
///
/// From there on its rows are treated as those of a table are.
struct EventDocument {
  var layout: EventLayout
  private(set) var rows: [EventRow] = []
  /// What was left aside, one sentence each.
  var notes: [String] = []
  var warnings: [Warning] = []

  /// A document whose rows have these columns.
  init(_ columns: [EventLayout.Column]) { layout = EventLayout(columns: columns, headerCount: 0) }

  /// Adds a row that begins on a line: one cell a column.
  mutating func add(_ cells: [String?], line: Int) {
    rows.append(
      EventRow(
        layout: layout, place: Position(line: line, record: rows.count + 1),
        cells: cells.map { $0 ?? "" }))
  }
}

/// A layout of lists of events that are no tables.
protocol EventDocumentProfile: Profile {
  /// Whether a file that begins with this text, spaces before it left out, is of this layout.
  func match(_ head: String) -> ProfileMatch?

  /// The events of the whole text.
  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
}

extension EventDocumentProfile {
  var kind: ProfileKind { .events }
}

/// Why a document cannot be read, and on which line.
struct DocumentFailure: Error {
  var line: Int
  /// What is wrong and what would be right.
  var message: String

  func inFile(_ name: String) -> ImportError { .badDocument(name, line: line, message) }
}

extension EventLayout.Column {
  /// A column of the documents of one layout.
  init(_ name: String, _ role: EventLayout.Role = .covariate) {
    self.init(name: name, role: role)
  }
}
