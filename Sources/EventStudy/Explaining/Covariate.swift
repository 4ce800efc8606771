import MarketData
import Foundation

/// A column that explains, with one value an event.
enum Covariate: Sendable {
  /// Numbers, missing where an event has none.
  case numbers(name: String, [Double])
  /// Categories: the code of every event in `levels`, -1 where it has none.
  case categories(name: String, codes: [Int], levels: [String], base: Int)

  /// Reads the column as the specification asks for it.
  ///
  /// - Throws: `ExplainingProblem` for an unknown column, a cell that is no number among numbers, a
  ///   logarithm of what has none, and a base that is no category.
  init(_ name: String, of events: ExplainedEvents, _ spec: RegressionSpec)
    throws(ExplainingProblem)
  {
    if let pair = SurprisePair(name), !events.columns.contains(name) {
      self = .numbers(name: name, try pair.values(of: events))
      return
    }
    // A column may be named like this itself.
    let isLogarithm =
      name.hasPrefix("log(") && name.hasSuffix(")") && !events.columns.contains(name)
    let column = isLogarithm ? String(name.dropFirst(4).dropLast()) : name
    let cells = try events.cells(of: column)
    let numbers = cells.map { $0.flatMap(number) }
    let isCategorical =
      spec.categorical.contains(name) || spec.bases[name] != nil
      || numbers.allSatisfy { $0 == nil } || ExplainedEvents.dates.contains(column)
    if isLogarithm {
      self = .numbers(name: name, try logarithms(numbers, cells, of: column, events))
    } else if isCategorical {
      self = try .init(name, categories: cells, base: spec.bases[name])
    } else {
      self = .numbers(name: name, try complete(numbers, cells, of: column, events))
    }
  }

  private init(_ name: String, categories cells: [String?], base: String?)
    throws(ExplainingProblem)
  {
    let levels = Set(cells.compactMap { $0 }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    if let base, codes[base] == nil {
      throw ExplainingProblem(
        "no event has the \(name) '\(base)' that --base names; there are: "
          + levels.joined(separator: ", "))
    }
    self = .categories(
      name: name, codes: cells.map { $0.flatMap { codes[$0] } ?? -1 }, levels: levels,
      base: base.flatMap { codes[$0] } ?? 0)
  }

  /// Whether an event has a value.
  func isPresent(_ event: Int) -> Bool {
    switch self {
    case .numbers(_, let values): !values[event].isMissing
    case .categories(_, let codes, _, _): codes[event] >= 0
    }
  }

  var name: String {
    switch self {
    case .numbers(let name, _), .categories(let name, _, _, _): name
    }
  }
}

extension ExplainedEvents {
  /// Facts that look like numbers and are none.
  fileprivate static let dates: Set = ["session", "week", "month"]
}

/// A finite number.
func number(_ text: String) -> Double? {
  guard let value = Double(text), value.isFinite else { return nil }
  return value
}

/// The numbers of a column in which every cell must be one; missing where there is none.
func complete(
  _ numbers: [Double?], _ cells: [String?], of column: String, _ events: ExplainedEvents
) throws(ExplainingProblem) -> [Double] {
  var values: [Double] = []
  for (event, cell) in cells.enumerated() {
    if let cell, numbers[event] == nil {
      let entry = events.entries[event]
      throw ExplainingProblem(
        "event '\(entry.id)' of \(entry.symbol) has the \(column) '\(cell)', and other events have "
          + "numbers there; write a number such as 10.5, leave the cell empty, or take the column as "
          + "categories: --categorical \(column)")
    }
    values.append(numbers[event] ?? .missing)
  }
  return values
}

private func logarithms(
  _ numbers: [Double?], _ cells: [String?], of column: String, _ events: ExplainedEvents
) throws(ExplainingProblem) -> [Double] {
  let values = try complete(numbers, cells, of: column, events)
  for (event, value) in values.enumerated() where value <= 0 {
    let entry = events.entries[event]
    throw ExplainingProblem(
      "event '\(entry.id)' of \(entry.symbol) has the \(column) '\(cells[event] ?? "")', which has no "
        + "logarithm; log() takes numbers above zero")
  }
  return values.map { $0.isMissing ? .missing : log($0) }
}
