/// Facts about firms or events that stand in a table of their own, beside the event list.
public struct CovariateTable: Hashable, Sendable {
  /// What one row says, and of whom.
  public struct Row: Hashable, Sendable {
    /// The event it is about; `nil` for every event of the symbol.
    public let eventID: String?
    /// The symbol it is about; `nil` for every symbol of the event.
    public let symbol: Symbol?
    /// The date from which it is known; `nil` for always.
    public let date: CalendarDate?
    /// One cell a column of the table.
    public let cells: [String]

    /// A row about an event, a symbol, or both.
    public init(eventID: String?, symbol: Symbol?, date: CalendarDate?, cells: [String]) {
      (self.eventID, self.symbol, self.date, self.cells) = (eventID, symbol, date, cells)
    }
  }

  /// The input's name, for messages.
  public let name: String
  /// The digest of the input's bytes.
  public let sha256: String
  /// The names of the facts.
  public let columns: [String]
  /// The rows; no two are about the same event and symbol from the same date.
  public let rows: [Row]

  /// A table of facts.
  public init(name: String, sha256: String, columns: [String], rows: [Row]) {
    (self.name, self.sha256, self.columns, self.rows) = (name, sha256, columns, rows)
  }
}
