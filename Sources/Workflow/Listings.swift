import EventStudy
public import MarketData
import Reporting
import Store
public import Tables

/// What can be listed.
public enum Listing: String, CaseIterable, Sendable {
  case series, events, factors, batches, studies, models, tests, formats, calendars, charts
}

extension Workflow {
  /// The list of imported data, of stored studies, or of what the program offers.
  public func list(_ listing: Listing) throws -> Table {
    switch listing {
    case .series: try reading { try $0.seriesList(calendars: listedCalendars($0)) }
    case .events: try reading { try $0.eventLists() }
    case .factors: try reading { try $0.factorSets() }
    case .batches: try reading { try $0.batchList() }
    case .studies: try reading { try $0.studyList() }
    case .models: Catalogs.models
    case .tests: Catalogs.tests
    case .formats: Catalogs.formats
    case .calendars: Catalogs.calendars(try knownCalendars())
    case .charts: Catalogs.charts
    }
  }
}

/// The calendar in whose sessions a series is listed: the one that its import named, `nil` when that
/// is not there any more, else New York's.
private func listedCalendars(
  _ database: ReactionDatabase
) throws -> (Symbol) -> ExchangeCalendar? {
  let markets = try database.markets()
  let usual = try importedOrBuiltIn("XNYS", database)
  let codes = Set(markets.values.compactMap(\.exchange))
  let named = try codes.reduce(into: [String: ExchangeCalendar]()) { calendars, code in
    do { calendars[code] = try importedOrBuiltIn(code, database) } catch is UnknownExchange {}
  }
  return { symbol in
    guard let code = markets[symbol]?.exchange else { return usual }
    return named[code]
  }
}

/// What the program offers, as tables.
private enum Catalogs {
  /// The return models a study can name.
  static var models: Table {
    let models = Catalog.models
    return Table(
      "models",
      [
        Column("id", texts: models.map(\.id.rawValue)), Column("title", texts: models.map(\.title)),
        Column("formula", texts: models.map(\.formula)),
        Column("reference", texts: models.map(\.reference)),
      ])
  }

  /// The significance tests a study can name.
  static var tests: Table {
    let tests = Catalog.allTests
    return Table(
      "tests",
      [
        Column("id", texts: tests.map(\.id.rawValue)), Column("title", texts: tests.map(\.title)),
        Column("null", texts: tests.map(\.null)),
        Column("assumption", texts: tests.map(\.assumption)),
        Column("formula", texts: tests.map(\.formula)),
        Column("reference", texts: tests.map(\.reference)),
      ])
  }

  /// Exchange calendars with their present hours.
  static func calendars(_ known: [(calendar: ExchangeCalendar, origin: String)]) -> Table {
    let calendars = known.map(\.calendar)
    let hours = calendars.map { $0.regularHours(on: $0.coverage.upperBound) }
    return Table(
      "calendars",
      [
        Column("code", texts: calendars.map(\.code)),
        Column("name", texts: calendars.map(\.name)),
        Column("time_zone", texts: calendars.map(\.zone.identifier)),
        Column("hours", texts: hours.map(\.description)),
        Column("first", dates: calendars.map(\.coverage.lowerBound.ordinal)),
        Column("last", dates: calendars.map(\.coverage.upperBound.ordinal)),
        Column("vintage", texts: calendars.map(\.vintage)),
        Column("origin", texts: known.map(\.origin)),
      ])
  }

  /// The charts of a study.
  static var charts: Table {
    let charts = Charts.all
    return Table(
      "charts",
      [
        Column("id", texts: charts.map(\.id)), Column("title", texts: charts.map(\.title)),
        Column("shows", texts: charts.map(\.shows)),
        Column(
          "choices",
          texts: charts.map { $0.choices.map(\.rawValue).sorted().joined(separator: " ") }),
      ])
  }

  /// The formats a table can be written in.
  static var formats: Table {
    Table(
      "formats",
      [
        Column("id", texts: Formats.all.map(\.id)),
        Column(
          "suffixes", texts: Formats.all.map { $0.fileSuffixes.joined(separator: " ") }),
      ])
  }
}

extension Workflow {
  /// The bars of a selection, one series after the other, as parts that `body` takes.
  public func prices(_ selection: PriceSelection, _ body: (TableParts) throws -> Void) throws {
    try reading { database in
      try database.prices(selection) { parts in
        var first = try parts.next()
        guard let found = first, found.rowCount > 0 else {
          throw Failure(.nothing, nothingFound(selection))
        }
        try body(
          TableParts {
            defer { first = nil }
            return try first ?? parts.next()
          })
      }
    }
  }

  /// The rows that answer a statement of SQL, as parts that `body` takes.
  public func query(
    _ sql: String, seconds: Double?, _ body: (TableParts) throws -> Void
  ) throws {
    try reading { try $0.query(sql, seconds: seconds, body) }
  }

  /// The events of a list, or of all lists.
  public func eventList(_ name: String?) throws -> Table {
    try reading { try $0.eventList(name: name) }
  }

  /// The factors of a set, or of the only one.
  public func factors(set name: String?) throws -> Table {
    try reading { database in
      if let name { return try database.factors(set: name) }
      let sets = try database.factorSets()
      let names = (0..<sets.rowCount).compactMap { sets.columns[0][$0].text }
      guard let only = names.first, names.count == 1 else {
        throw Failure(
          .nothing,
          names.isEmpty
            ? "no factors are imported; import some with: reaction import factors FILE"
            : "there are several factor sets (\(names.joined(separator: ", "))); "
              + "choose one with --list")
      }
      return try database.factors(set: only)
    }
  }
}

private func nothingFound(_ selection: PriceSelection) -> String {
  guard selection != PriceSelection() else {
    return "no prices are imported; import some with: reaction import prices FILE"
  }
  return "there are no bars of the symbols, dates and resolution that were asked for"
}
