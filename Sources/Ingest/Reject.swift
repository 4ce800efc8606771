/// A row, or a cell of a wide row, that was not imported, and why.
public struct Reject: Hashable, Sendable {
  /// The stable codes of reasons.
  public enum Reason: String, CaseIterable, Sendable {
    case missingDate = "missing_date"
    case badDate = "bad_date"
    case badTime = "bad_time"
    /// A row without a close makes no bar. That is common and never an error.
    case missingClose = "missing_close"
    case missingSymbol = "missing_symbol"
    case badNumber = "bad_number"
    case negativePrice = "negative_price"
    case nonpositivePrice = "nonpositive_price"
    case badEncoding = "bad_encoding"
    case raggedRow = "ragged_row"
    case duplicateConflict = "duplicate_conflict"
    case duplicateEvent = "duplicate_event"

    /// Whether a reject for this reason is no error: a row without a close, and one that a later
    /// row of the same time replaces.
    public var isHarmless: Bool { self == .missingClose || self == .duplicateConflict }
  }

  /// The physical line on which the record begins, counted from 1; 0 when it is not known.
  public var line: Int
  /// The record's number, counted from 1, the header included; 0 when it is not known.
  public var record: Int
  /// The column's name, or an empty text when the whole row is meant.
  public var column: String
  /// What was found.
  public var raw: String
  /// Why it was not imported.
  public var reason: Reason
  /// What is wrong, and what would be right.
  public var message: String

  /// A rejected row.
  public init(
    line: Int, record: Int, column: String, raw: String, reason: Reason, message: String
  ) {
    self.line = line
    self.record = record
    self.column = column
    self.raw = raw
    self.reason = reason
    self.message = message
  }
}

extension Reject: CustomStringConvertible {
  /// Place, column and message in one line.
  public var description: String {
    let place = line == 0 ? "" : "\(Position(line: line, record: record))"
    let column = column.isEmpty ? "" : (place.isEmpty ? "" : ", ") + "column \(column)"
    return place + column + (place.isEmpty && column.isEmpty ? "" : ": ") + message
  }
}

/// Counts rejects, hands each on as it happens, keeps the first, and says when there are too many.
final class RejectLog {
  /// The number of rejects kept, and the number of hard ones after which reading stops when they
  /// are not allowed.
  static let limit = 1000

  private let name: String
  private let allowed: Int
  private let forward: ((Reject) -> Void)?
  private(set) var kept: [Reject] = []
  private(set) var counts: [Reject.Reason: Int] = [:]
  private(set) var hardCount = 0

  init(name: String, allowed: Int?, forward: ((Reject) -> Void)?) {
    self.name = name
    self.allowed = allowed ?? 0
    self.forward = forward
  }

  var total: Int { counts.values.reduce(0, +) }

  func add(_ reject: Reject) throws(ImportError) {
    counts[reject.reason, default: 0] += 1
    if kept.count < Self.limit { kept.append(reject) }
    forward?(reject)
    guard !reject.reason.isHarmless else { return }
    hardCount += 1
    if hardCount > allowed, hardCount >= Self.limit { throw refusal(isComplete: false) }
  }

  /// Throws when more rows were rejected than allowed.
  func check() throws(ImportError) {
    if hardCount > allowed { throw refusal(isComplete: true) }
  }

  private func refusal(isComplete: Bool) -> ImportError {
    let hard = kept.filter { !$0.reason.isHarmless }
    return .rejected(
      name, first: Array(hard.prefix(5)), total: hardCount, isComplete: isComplete,
      allowed: allowed)
  }
}
