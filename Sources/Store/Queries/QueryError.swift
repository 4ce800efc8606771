/// What is wrong with a statement of SQL, or kept it from being answered.
public enum QueryError: Error, Hashable, Sendable {
  /// There is no statement.
  case empty
  /// A second statement begins at a place.
  case severalStatements(at: QueryPosition)
  /// SQLite's words, the place they are about, and the nearest name of a table that there is.
  case invalid(String, at: QueryPosition?, nearest: String?)
  /// The statement does what a query may not.
  case forbidden(String)
  /// The statement has a parameter and no value for it.
  case parameter(String)
  /// The statement ran longer than it may.
  case timeout(seconds: Double)
  /// The statement needs more memory than it may have.
  case memory(bytes: Int)
}

/// A place in a statement.
public struct QueryPosition: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The character in its line, from 1.
  public let column: Int
  /// The text of the line.
  public let text: String

  /// The place of a byte.
  init(byte offset: Int, in sql: String) {
    let before = String(decoding: sql.utf8.prefix(offset), as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    line = lines.count
    column = (lines.last?.count ?? 0) + 1
    text = String(
      sql.split(separator: "\n", omittingEmptySubsequences: false)[line - 1])
  }
}

extension QueryError: CustomStringConvertible {
  /// What is wrong, where, and what would be right.
  public var description: String {
    switch self {
    case .empty: "there is no statement; give one such as: select * from prices limit 10"
    case .severalStatements(let position):
      "SQL\(place(position)): a second statement begins here; give one at a time"
        + pointer(position)
    case .invalid(let message, let position, let nearest):
      "SQL\(place(position)): \(message)"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "") + pointer(position)
    case .forbidden(let what): "SQL: \(what) is not allowed: a query only reads"
    case .parameter(let name):
      "SQL: parameter \(name) has no value; write the value into the statement"
    case .timeout(let seconds): "SQL: not done within \(seconds) s"
    case .memory(let bytes): "SQL: needs more memory than \(bytes >> 20) MiB"
    }
  }

  private func place(_ position: QueryPosition?) -> String {
    position.map { ", line \($0.line), column \($0.column)" } ?? ""
  }

  /// The line with a mark below the place.
  private func pointer(_ position: QueryPosition?) -> String {
    guard let position else { return "" }
    let text = String(position.text.map { $0 == "\t" ? " " : $0 })
    return "\n  \(text)\n  \(String(repeating: " ", count: position.column - 1))^"
  }
}
