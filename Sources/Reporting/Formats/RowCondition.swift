import MarketData
import Tables

/// What a row of a table must have: `test=bmp_t,csect_t`, `p_value<0.05`, `reason=`.
public struct RowCondition: Hashable, Sendable, CustomStringConvertible {
  enum Comparison: String, CaseIterable {
    // The longer signs first, so that they are found before their beginnings.
    case notEqual = "!=", atMost = "<=", atLeast = ">=", equal = "=", less = "<", greater = ">"
  }

  /// The condition as it was written.
  public let description: String
  let column: String
  let comparison: Comparison
  /// One of these, for `=` and `!=`; the one bound otherwise. An empty value is a missing cell.
  let values: [String]

  /// Reads a condition.
  public init(_ text: String) throws(TablePartProblem) {
    description = text
    let place = text.firstIndex { "!<>=".contains($0) } ?? text.endIndex
    let rest = text[place...]
    guard place > text.startIndex,
      let sign = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) })
    else { throw TablePartProblem("'\(text)' is no condition; one is test=bmp_t or p_value<0.05") }
    column = String(text[..<place])
    comparison = sign
    let value = String(rest.dropFirst(sign.rawValue.count))
    let isOfSet = sign == .equal || sign == .notEqual
    values =
      isOfSet
      ? value.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } : [value]
    if !isOfSet, value.isEmpty { throw TablePartProblem("'\(text)' lacks a value after the sign") }
  }

  /// Whether a row of the column meets the condition.
  ///
  /// - Throws: `TablePartProblem` when a value is nothing that the column could hold.
  func test(of column: Column) throws(TablePartProblem) -> (Int) -> Bool {
    switch comparison {
    case .equal: return try isAny(of: column)
    case .notEqual:
      let isAny = try isAny(of: column)
      return { !isAny($0) }
    case .less, .atMost, .greater, .atLeast:
      let bound = try number(values[0], of: column)
      return { row in column[row].ordinal.map { isMet($0, bound) } ?? false }
    }
  }

  private func isMet(_ value: Double, _ bound: Double) -> Bool {
    switch comparison {
    case .less: value < bound
    case .atMost: value <= bound
    case .greater: value > bound
    default: value >= bound
    }
  }

  private func isAny(of column: Column) throws(TablePartProblem) -> (Int) -> Bool {
    let takesMissing = values.contains("")
    let named = values.filter { !$0.isEmpty }
    guard column.kind != .text else {
      let texts = Set(named)
      return { row in column[row].text.map(texts.contains) ?? takesMissing }
    }
    var numbers: Set<Double> = []
    for value in named { numbers.insert(try number(value, of: column)) }
    return { row in column[row].ordinal.map(numbers.contains) ?? takesMissing }
  }

  /// A value in the unit of the column's cells.
  private func number(_ text: String, of column: Column) throws(TablePartProblem) -> Double {
    let found: Double? =
      switch column.kind {
      case .integer, .number: Double(text).flatMap { $0.isNaN ? nil : $0 }
      case .date: CalendarDate(text).map { Double($0.ordinal) }
      case .text: nil
      }
    if let found { return found }
    let expected = column.kind == .date ? "a date such as 2025-06-05" : "a number"
    throw TablePartProblem(
      column.kind == .text
        ? "'\(description)': column '\(column.name)' holds texts, which are compared by = and !="
        : "'\(description)': column '\(column.name)' holds \(column.kind.rawValue)s, and '\(text)' is not "
          + expected)
  }
}

extension Cell {
  /// A number, or a date as its day's number.
  fileprivate var ordinal: Double? {
    if case .date(let ordinal) = self { Double(ordinal) } else { number }
  }
}
