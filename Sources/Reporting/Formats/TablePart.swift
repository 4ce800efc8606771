import MarketData
public import Tables

/// Some columns and some rows of a table.
public struct TablePart {
  private let columns: [String]?
  private let rows: [RowCondition]

  /// A part of a table.
  ///
  /// - Parameters:
  ///   - columns: The columns in their order; `nil` for all.
  ///   - rows: What every row must have.
  public init(columns: [String]?, rows: [RowCondition]) {
    self.columns = columns
    self.rows = rows
  }

  /// The part of a table that arrives in parts.
  ///
  /// Reading them throws `TablePartProblem` for a column that the table lacks, and `NoSuchRow` at
  /// the end when it has rows and none is met.
  public func parts(of whole: TableParts) -> TableParts {
    var isAnyMet = false
    return TableParts {
      var last: (part: Table, rest: Table)?
      while let part = try whole.next() {
        let rest = try self.part(of: part)
        if rest.rowCount > 0 {
          isAnyMet = true
          return rest
        }
        last = (part.rowCount > 0 ? part : last?.part ?? part, rest)
      }
      guard let last, !isAnyMet else { return nil }
      guard last.part.rowCount == 0 else { throw NoSuchRow(rows, last.part) }
      isAnyMet = true
      return last.rest
    }
  }

  private func part(of table: Table) throws(TablePartProblem) -> Table {
    var positions = Array(0..<table.rowCount)
    for condition in rows {
      let isMet = try condition.test(of: table.column(named: condition.column))
      positions.removeAll { !isMet($0) }
    }
    let chosen = rows.isEmpty ? table : table.rows(positions)
    guard let columns else { return chosen }
    var parts: [Column] = []
    for (position, name) in columns.enumerated() {
      if columns[..<position].contains(name) {
        throw TablePartProblem("column '\(name)' is named twice")
      }
      parts.append(try chosen.column(named: name))
    }
    return Table(table.name, parts)
  }
}

extension Table {
  fileprivate func column(named name: String) throws(TablePartProblem) -> Column {
    if let column = self[name] { return column }
    let names = columns.map(\.name)
    let hint = nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    throw TablePartProblem(
      "there is no column '\(name)'\(hint) (there are: \(names.joined(separator: ", ")))")
  }
}

/// A part of a table that cannot be asked for.
public struct TablePartProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was asked for, and what can be.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// No row of a table has what was asked for.
public struct NoSuchRow: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was asked for, and the nearest value that there is.
  public let description: String

  init(_ conditions: [RowCondition], _ table: Table) {
    let asked = conditions.map(\.description).joined(separator: " and ")
    description = "no row has \(asked)" + Self.hint(conditions, table)
  }

  /// For the one text that a column lacks, the nearest that it has.
  private static func hint(_ conditions: [RowCondition], _ table: Table) -> String {
    for condition in conditions where condition.comparison == .equal {
      let texts = table.distinctTexts(condition.column)
      guard !texts.isEmpty, !condition.values.contains(where: texts.contains) else { continue }
      // The nearest of many dates is no help.
      let names = condition.values.filter { CalendarDate($0) == nil }
      if let near = names.lazy.compactMap({ nearestName(to: $0, among: texts) }).first {
        return "; did you mean '\(near)'?"
      }
    }
    return ""
  }
}
