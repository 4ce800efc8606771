public import MarketData

/// What kept the database from being opened, read or written.
public enum StoreError: Error, Hashable, Sendable {
  // Opening
  case noDatabase(path: String)
  case notADatabase(path: String, found: String)
  case foreignDatabase(path: String, applicationID: UInt32)
  case newerSchema(path: String, found: Int, supported: Int)
  // Any use
  case busy(path: String)
  case madeMeanwhile(path: String)
  case diskFull(path: String)
  case notWritable(path: String)
  case corrupt(path: String, message: String)
  case failed(path: String, message: String)
  // Batches
  case unorderedTimes(Symbol)
  case unevenColumns(Symbol, column: String, found: Int, expected: Int)
  case excessiveDecimals(Symbol, column: String, found: Int)
  case eventConflict(list: String, id: String, symbol: Symbol?, batch: Int)
  case unorderedDates(set: String)
  case unevenFactor(set: String, factor: String, found: Int, expected: Int)
  case frequencyConflict(set: String, stored: String, found: String)
  case unknownBatch(Int, last: Int?)
  case alreadyUndone(Int)
  // Reading
  case damagedSegment(series: Symbol, batch: Int, column: String, ColumnDamage)
  case damagedFactor(set: String, batch: Int, column: String, ColumnDamage)
  case damagedEvent(list: String, id: String, column: String, found: String)
  case damagedCalendar(String)
  case unknownSymbol(Symbol, nearest: Symbol?)
  case unknownEventList(String, nearest: String?)
  case unknownFactorSet(String, nearest: String?)
  // Queries
  case query(QueryError)
  // Studies
  case invalidStudyName(String)
  case unknownStudy(String, nearest: String?)
  case unknownRevision(study: String, revision: String, latest: Int)
  case unknownTable(String, nearest: String?)
  case unexpectedColumn(table: String, column: String, nearest: String?)
  case wrongKind(table: String, column: String, found: String, expected: String)
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, where, and what would be right.
  public var description: String {
    switch self {
    case .noDatabase(let path): "there is no database '\(path)'; import prices or events first"
    case .notADatabase(let path, let found): "'\(path)' is not a database of reaction: \(found)"
    case .foreignDatabase(let path, let id):
      "'\(path)' is a SQLite database of another program (application id \(id)); choose another "
        + "file with --db"
    case .newerSchema(let path, let found, let supported):
      "'\(path)' was written by a newer version of reaction: its schema is \(found), and this "
        + "version reads up to \(supported)"
    case .busy(let path): "another program is writing to '\(path)'; try again when it is done"
    case .madeMeanwhile(let path):
      "another program made '\(path)' meanwhile; nothing was imported into it, import again"
    case .diskFull(let path): "no space is left for '\(path)'; nothing was changed"
    case .notWritable(let path): "'\(path)' cannot be written: the file or its folder is read-only"
    case .corrupt(let path, let message): "'\(path)' is damaged: \(message)"
    case .failed(let path, let message): "'\(path)': \(message)"
    case .unorderedTimes(let symbol): "the bars of '\(symbol)' do not rise strictly in time"
    case .unevenColumns(let symbol, let column, let found, let expected):
      "column \(column) of '\(symbol)' has \(found) values for \(expected) times"
    case .excessiveDecimals(let symbol, let column, let found):
      "column \(column) of '\(symbol)' has \(found) decimals; "
        + "the most are \(PriceColumn.mostDecimals)"
    case .eventConflict(let list, let id, let symbol, let batch):
      "event '\(id)'\(symbol.map { " of '\($0)'" } ?? "") is already in list '\(list)' with other "
        + "content (batch \(batch)); give it another id, or undo batch \(batch) first"
    case .unorderedDates(let set): "the dates of factor set '\(set)' do not rise strictly"
    case .unevenFactor(let set, let factor, let found, let expected):
      "factor '\(factor)' of set '\(set)' has \(found) values for \(expected) dates"
    case .frequencyConflict(let set, let stored, let found):
      "factor set '\(set)' is \(stored) and the new factors are \(found); give them another name"
    case .unknownBatch(let id, let last):
      "there is no batch \(id); " + (last.map { "the last is \($0)" } ?? "nothing is imported yet")
    case .alreadyUndone(let id): "batch \(id) is already undone"
    case .damagedSegment(let series, let batch, let column, let damage):
      "column \(column) of '\(series)' from batch \(batch) is damaged: \(damage); undo the batch "
        + "and import its file again"
    case .damagedFactor(let set, let batch, let column, let damage):
      "column \(column) of factor set '\(set)' from batch \(batch) is damaged: \(damage); undo the "
        + "batch and import its file again"
    case .damagedEvent(let list, let id, let column, let found):
      "event '\(id)' of list '\(list)' has no valid \(column): '\(found)'"
    case .damagedCalendar(let code):
      "the calendar '\(code)' is damaged; undo its batch and import its file again"
    case .unknownSymbol(let symbol, let nearest):
      "there is no series '\(symbol)'" + suggestion(nearest?.rawValue)
    case .unknownEventList(let name, let nearest):
      "there is no event list '\(name)'" + suggestion(nearest)
    case .unknownFactorSet(let name, let nearest):
      "there is no factor set '\(name)'" + suggestion(nearest)
    case .query(let error): error.description
    case .invalidStudyName(let name): "'\(name)' is not a study name: use letters, digits and -"
    case .unknownStudy(let name, let nearest): "there is no study '\(name)'" + suggestion(nearest)
    case .unknownRevision(let study, let revision, let latest):
      "study '\(study)' has no revision '\(revision)'; the latest is \(latest)"
    case .unknownTable(let name, let nearest):
      "there is no result table '\(name)'" + suggestion(nearest)
    case .unexpectedColumn(let table, let column, let nearest):
      "result table '\(table)' has no column '\(column)'" + suggestion(nearest)
    case .wrongKind(let table, let column, let found, let expected):
      "column '\(column)' of result table '\(table)' holds \(expected), not \(found)"
    }
  }
}

private func suggestion(_ nearest: String?) -> String {
  nearest.map { "; did you mean '\($0)'?" } ?? ""
}
