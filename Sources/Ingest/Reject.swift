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
    /// A date on which the exchange has no session, weekend or not.
    case weekendSession = "weekend_session"

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
  /// Whether the row has one cell only, as a footer has.
  var isLoneCell = false

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
  /// Rejects of rows that follow each other and are a footer if nothing else follows.
  private var footer: [Reject] = []
  private var repeatedHeaders = 0
  private var footers: [Reject] = []

  init(name: String, allowed: Int?, forward: ((Reject) -> Void)?) {
    self.name = name
    self.allowed = allowed ?? 0
    self.forward = forward
  }

  var total: Int { counts.values.reduce(0, +) }

  func add(_ reject: Reject) throws(ImportError) {
    if isRepeatedHeader(reject) {
      repeatedHeaders += 1
    } else if mayBeFooter(reject) {
      if let last = footer.last, last.record + 1 != reject.record { try rejectFooter() }
      footer.append(reject)
    } else {
      try rejectFooter()
      try count(reject)
    }
  }

  /// Takes note that a record was the last one, so that what may be a footer is one.
  func close(lastRecord: Int) {
    guard let last = footer.last, last.record == lastRecord, footer.count <= Self.footerLimit,
      footer.count < lastRecord - 1
    else { return }
    swap(&footer, &footers)
  }

  /// What was left aside, one sentence each.
  var notes: [String] {
    let headers =
      repeatedHeaders == 0
      ? [] : ["the header is repeated \(repeatedHeaders) times; left aside"]
    guard let first = footers.first else { return headers }
    return headers + [
      "a footer of \(footers.count) line\(footers.count == 1 ? "" : "s") left aside, from line "
        + "\(first.line): '\(first.raw)'"
    ]
  }

  private static let footerLimit = 20

  /// Whether a row has, in place of a date, the name of the column.
  private func isRepeatedHeader(_ reject: Reject) -> Bool {
    reject.reason == .badDate && !reject.column.isEmpty
      && reject.raw.trimmingSpaces == reject.column.trimmingSpaces
  }

  /// Whether a row has one cell, and words in it. A date there is a row that was cut short.
  private func mayBeFooter(_ reject: Reject) -> Bool {
    guard reject.isLoneCell, let first = reject.raw.trimmingSpaces.first else { return false }
    return !("0"..."9").contains(first)
  }

  private func rejectFooter() throws(ImportError) {
    let rejects = footer
    footer = []
    for reject in rejects { try count(reject) }
  }

  private func count(_ reject: Reject) throws(ImportError) {
    counts[reject.reason, default: 0] += 1
    if kept.count < Self.limit { kept.append(reject) }
    forward?(reject)
    guard !reject.reason.isHarmless else { return }
    hardCount += 1
    if hardCount > allowed, hardCount >= Self.limit { throw refusal(isComplete: false) }
  }

  /// Throws when more rows were rejected than allowed.
  func check() throws(ImportError) {
    try rejectFooter()
    if hardCount > allowed { throw refusal(isComplete: true) }
  }

  private func refusal(isComplete: Bool) -> ImportError {
    let hard = kept.filter { !$0.reason.isHarmless }
    return .rejected(
      name, first: Array(hard.prefix(5)), total: hardCount, isComplete: isComplete,
      allowed: allowed)
  }
}
