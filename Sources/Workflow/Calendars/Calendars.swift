public import MarketData
import Store

extension Workflow {
  /// The calendar of a code: an imported one, when there is a database that has it, else a built-in
  /// one.
  ///
  /// - Throws: A usage failure with the nearest name when there is no such calendar.
  public func calendar(named code: String) throws -> ExchangeCalendar {
    do {
      return try readingIfThere { database in
        if let database { try importedOrBuiltIn(code, database) } else { try .named(code) }
      }
    } catch let error as UnknownExchange {
      throw Failure(.usage, error.description)
    }
  }
}

extension Workflow {
  /// The built-in calendars, and those that the database has, if there is one: the calendars that
  /// their codes mean.
  func knownCalendars() throws -> [(calendar: ExchangeCalendar, origin: String)] {
    let imported = try readingIfThere { database in
      try database?.calendarCodes().compactMap { try database?.calendar(named: $0) } ?? []
    }
    let codes = Set(imported.map { $0.code.uppercased() })
    let builtIn = try ExchangeCalendar.codes.filter { !codes.contains($0) }
      .map(ExchangeCalendar.named)
    return builtIn.map { ($0, "built-in") } + imported.map { ($0, "imported") }
  }
}

/// The imported calendar of a code, else the built-in one.
func importedOrBuiltIn(_ code: String, _ database: ReactionDatabase) throws -> ExchangeCalendar {
  if let calendar = try database.calendar(named: code) { return calendar }
  do { return try ExchangeCalendar.named(code) } catch {
    throw UnknownExchange(code: code, imported: try database.calendarCodes())
  }
}

/// The calendar that the import of a series named.
///
/// - Throws: A failure when it was an imported one that is not there any more.
func calendar(
  _ code: String, of symbol: Symbol, _ database: ReactionDatabase
) throws -> ExchangeCalendar {
  do { return try importedOrBuiltIn(code, database) } catch is UnknownExchange {
    throw Failure(
      .nothing,
      "the prices of '\(symbol)' were imported with the calendar '\(code)', which is not in the "
        + "database any more; import it again, with --name \(code)")
  }
}

extension ImportRequest {
  /// The code under which a calendar is known.
  func calendarCode() throws -> String {
    let code = try listName()
    guard code.lowercased() != "market" else {
      throw Failure(
        .usage, "a calendar cannot be called 'market', which means the market series' own dates")
    }
    return code
  }
}
