public import MarketData
public import Tables

/// The included events of a study with what is known of each beside its reaction.
public struct ExplainedEvents: Sendable {
  /// One event.
  struct Entry: Sendable {
    let id: String
    let symbol: String
    /// What the study's own tables say of the event, by column.
    let facts: [String: String]
    /// The further columns of its row in the event list.
    let covariates: [String: String]
  }

  let entries: [Entry]
  private let positions: [Key: Int]
  /// The names of all columns, the event list's own first.
  package let columns: [String]
  /// The names of the columns of event lists and tables beside them.
  let own: Set<String>

  private struct Key: Hashable {
    let id: String
    let symbol: String
  }

  /// What every study knows of its events. A column of the event list with one of these names
  /// comes before it.
  package static let facts = ["symbol", "market", "group", "session", "week", "month", "year"]

  /// Joins the result table `events` of a study with the event list it was made from.
  ///
  /// - Parameters:
  ///   - events: The result table `events`.
  ///   - list: The events of the study's list, with their covariates.
  /// - Throws: `ExplainingProblem` when two rows of the list answer to one event of the study.
  public init(_ events: Table, list: [NewsEvent]) throws(ExplainingProblem) {
    var covariates: [Key: [String: String]] = [:]
    for event in list {
      let key = Key(id: event.id, symbol: event.symbol?.rawValue ?? "")
      let cells = Dictionary(event.covariates.map { ($0.name, $0.value) }) { first, _ in first }
      if let other = covariates[key], other != cells {
        throw ExplainingProblem(
          "event '\(event.id)' stands in several event lists with different columns; name one list "
            + "in the study file (events: {list: NAME}) and run the study again")
      }
      covariates[key] = cells
    }
    var entries: [Entry] = []
    for row in 0..<events.rowCount where events.text("status", row) == "included" {
      let key = Key(
        id: events.text("event_id", row) ?? "", symbol: events.text("symbol", row) ?? "")
      // A market-wide event stands in the list without the symbol that it was applied to.
      let cells = covariates[key] ?? covariates[Key(id: key.id, symbol: "")] ?? [:]
      entries.append(
        Entry(id: key.id, symbol: key.symbol, facts: Self.facts(of: events, row), covariates: cells)
      )
    }
    self.init(entries, columnsOfLists: Set(entries.flatMap(\.covariates.keys)))
  }

  init(_ entries: [Entry], columnsOfLists own: Set<String>) {
    self.entries = entries
    self.own = own
    positions = Dictionary(
      entries.enumerated().map { (Key(id: $1.id, symbol: $1.symbol), $0) }
    ) { first, _ in first }
    columns = own.sorted() + Self.facts.filter { !own.contains($0) }
  }

  /// The position of an event; `nil` when it is not in the study.
  package func position(ofEvent id: String, symbol: String) -> Int? {
    positions[Key(id: id, symbol: symbol)]
  }

  /// The cells of a column, `nil` where an event has none.
  ///
  /// - Throws: `ExplainingProblem` with the nearest name when no event has the column.
  package func cells(of column: String) throws(ExplainingProblem) -> [String?] {
    guard columns.contains(column) else {
      let hint =
        nearestName(to: column, among: columns).map { "did you mean '\($0)'?" }
        ?? "there are: \(columns.joined(separator: ", "))"
      throw ExplainingProblem("no event of the study has the column '\(column)'; \(hint)")
    }
    let isOwn = entries.contains { $0.covariates[column] != nil }
    return entries.map { entry in
      let cell = isOwn ? entry.covariates[column]?.trimmed : entry.facts[column]
      return cell.flatMap { Self.missingMarks.contains($0) ? nil : $0 }
    }
  }

  /// What other programs write for a cell without a value.
  private static let missingMarks: Set = [
    "", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", ".",
  ]

  private static func facts(of events: Table, _ row: Int) -> [String: String] {
    var facts: [String: String] = [:]
    for (fact, column) in [("symbol", "symbol"), ("market", "market"), ("group", "event_group")] {
      facts[fact] = events.text(column, row)
    }
    guard case .date(let ordinal)? = events["session"]?[row] else { return facts }
    let date = CalendarDate(ordinal: ordinal)
    facts["session"] = "\(date)"
    // Ordinal 0 is a Thursday, so that a week begins on the Monday three days before it.
    facts["week"] = "\(date.adding(days: -((ordinal + 3) % 7 + 7) % 7))"
    facts["month"] = String("\(date)".prefix(7))
    facts["year"] = String("\(date)".prefix(4))
    return facts
  }
}

extension Table {
  /// A cell of a column of texts.
  func text(_ column: String, _ row: Int) -> String? { self[column]?[row].text }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
