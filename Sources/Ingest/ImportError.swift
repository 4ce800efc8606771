public import MarketData

/// Why nothing was imported.
///
/// The first value of every case is the input's name.
public enum ImportError: Error, Sendable {
  case notFound(String)
  case directory(String)
  case unreadable(String, reason: String)
  case empty(String)
  case headerOnly(String)
  case packed(String, UnpackFailure)
  /// The bytes are of another kind of file, such as `a zip archive`.
  case notText(String, kind: String, remedy: String)
  case malformed(String, CSVFailure)
  case unknownProfile(String, known: [String])
  /// No profile fits; why not, and the columns found.
  case noDateColumn(String, header: [String])
  case noCloseColumn(String, header: [String])
  case noColumn(String, wanted: String, header: [String])
  case duplicateColumn(String, column: String)
  case unrecognised(String, kind: String)
  case symbolNeeded(String, suggestion: String?)
  case symbolNotNeeded(String, column: String)
  case dateOrderNeeded(String, at: String, raw: String)
  case timeZoneNeeded(String, at: String, raw: String)
  /// A bar whose time of day no zone is known for.
  case barZoneNeeded(String, at: String, raw: String)
  case unknownTimeZone(String, at: String, raw: String)
  /// A time of day in a file of daily bars.
  case intradayAmongDaily(String, at: String, raw: String)
  /// A date that cannot be read in the order that the dates before it showed.
  case dateOrderContradicted(String, at: String, raw: String, order: ImportOptions.DateOrder)
  /// A time that the clocks of the zone showed twice or never, where that is not allowed.
  case clockChange(String, at: String, raw: String, isTwice: Bool)
  /// Rows of one series and time that differ, where that is not allowed.
  case conflicts(String, first: [Reject], total: Int)
  case rejected(String, first: [Reject], total: Int, isComplete: Bool, allowed: Int)
  /// Not one row could be imported.
  case nothingLeft(String, first: [Reject], total: Int)
  /// A document in JSON, XML or calendar text that cannot be read.
  case badDocument(String, line: Int, String)
  /// A document that is longer than what is held in memory.
  case largeDocument(String, limit: Int)
  /// No row passes the filters that were asked for.
  case nothingPasses(String, count: Int)
  /// The layout has no ratings for a filter.
  case noRating(String, filter: NewsFilter, profile: String)
  /// Factor returns over weeks.
  case weeklyFactors(String)
  case notRising(String, at: String, date: CalendarDate)
  /// Reading was to be strict, and there is something to warn of.
  case warned(String, [Warning])
  /// The receiver of the bars failed.
  case sink(any Error)
}

extension ImportError: CustomStringConvertible {
  /// The error in words: where, what was found, and what would be right.
  public var description: String {
    switch self {
    case .notFound(let name): "\(name): no such file"
    case .directory(let name): "\(name): is a folder; name the files in it"
    case .unreadable(let name, let reason): "\(name): cannot be read: \(reason)"
    case .empty(let name): "\(name): is empty"
    case .headerOnly(let name): "\(name): has a header and no rows"
    case .packed(let name, let failure): "\(name): \(failure)"
    case .notText(let name, let kind, let remedy): "\(name): is \(kind), not a CSV file; \(remedy)"
    case .malformed(let name, let failure): "\(name): \(failure)"
    case .unknownProfile(let id, let known): unknown("profile", id, known: known)
    case .noDateColumn(let name, let header):
      missing("date", "date", in: name, header)
    case .noCloseColumn(let name, let header):
      missing("close", "close", in: name, header)
    case .noColumn(let name, let wanted, let header): missing(wanted, wanted, in: name, header)
    case .duplicateColumn(let name, let column):
      "\(name): two columns are called '\(column)'; rename the one that is not meant"
    case .unrecognised(let name, let kind):
      "\(name): is not laid out like any known file of \(kind); name its columns in a header, or "
        + "choose a layout with --profile"
    case .symbolNeeded(let name, let suggestion):
      "\(name): names no symbol; say whose prices these are with --symbol "
        + (suggestion ?? "SYMBOL")
    case .symbolNotNeeded(let name, let column):
      "\(name): names its symbols in \(column); leave --symbol out"
    case .dateOrderNeeded(let name, let place, let raw):
      "\(name), \(place): '\(raw)' can be read as month/day or as day/month, and so can the dates "
        + "around it; say which with --date-order mdy or --date-order dmy"
    case .timeZoneNeeded(let name, let place, let raw):
      "\(name), \(place): the time '\(raw)' has no zone; add a column time_zone, or give the zone "
        + "of all times with --time-zone, such as --time-zone America/New_York"
    case .barZoneNeeded(let name, let place, let raw):
      "\(name), \(place): the time '\(raw)' has no zone; say on whose clock all times are with "
        + "--time-zone, such as --time-zone America/New_York or --time-zone UTC"
    case .unknownTimeZone(let name, let place, let raw):
      "\(name), \(place): '\(raw)' is not a time zone like America/New_York or UTC"
    case .intradayAmongDaily(let name, let place, let raw):
      "\(name), \(place): '\(raw)' has a time of day in a file of daily bars; import daily "
        + "and intraday bars from files of their own"
    case .dateOrderContradicted(let name, let place, let raw, let order):
      "\(name), \(place): '\(raw)' is no date in the order \(order.name), which the dates before "
        + "it have; correct it, or say the order with --date-order"
    case .clockChange(let name, let place, let raw, let isTwice):
      "\(name), \(place): the clocks of the zone showed '\(raw)' "
        + (isTwice ? "twice, when they were set back" : "never, when they were set forward")
        + "; write times with their offset from UTC, or leave --strict out"
    case .conflicts(let name, let first, let total):
      list(
        "\(name): \(total) row\(total == 1 ? "" : "s") contradicted by a later one, which --strict "
          + "does not allow", first, total: total)
    case .rejected(let name, let first, let total, let isComplete, let allowed):
      refusal(name, first, total: total, isComplete: isComplete, allowed: allowed)
    case .nothingLeft(let name, let first, let total):
      list("\(name): not one row can be imported", first, total: total)
    case .badDocument(let name, let line, let message): "\(name), line \(line): \(message)"
    case .largeDocument(let name, let limit):
      "\(name): has more than \(limit >> 20) MiB, the limit for JSON, XML and calendar text; split it"
    case .nothingPasses(let name, let count):
      "\(name): none of \(count) rows passes --only; leave it out to import them"
    case .noRating(let name, let filter, let profile):
      "\(name): --only \(filter.rawValue) needs a vendor's ratings, which the layout \(profile) "
        + "does not have"
    case .weeklyFactors(let name):
      "\(name): its dates are a week apart; returns are daily or monthly, and so must factors be"
    case .notRising(let name, let place, let date):
      "\(name), \(place): \(date) does not follow the date before it; rows must be in rising order"
    case .warned(let name, let warnings):
      (["\(name): has something to warn of, and --strict allows nothing of the kind"]
        + warnings.map { "  \($0.code.rawValue): \($0.message)" }).joined(separator: "\n")
    case .sink(let error): "\(error)"
    }
  }
}

private func unknown(_ kind: String, _ name: String, known: [String]) -> String {
  "unknown \(kind) '\(name)'; "
    + (nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? "known are \(known.joined(separator: ", "))")
}

private func missing(_ role: String, _ wanted: String, in name: String, _ header: [String])
  -> String
{
  let near = nearestName(to: wanted, among: header.filter { !$0.isEmpty })
  return "\(name): has no column '\(wanted)'; its columns are \(header.joined(separator: ", "))"
    + (near.map { "; if '\($0)' holds the \(role), rename it" } ?? "")
}

private func refusal(
  _ name: String, _ first: [Reject], total: Int, isComplete: Bool, allowed: Int
) -> String {
  let count = isComplete ? "\(total)" : "at least \(total)"
  let more = allowed > 0 ? ", and only \(allowed) are allowed" : ""
  return list(
    "\(name): \(count) row\(total == 1 ? "" : "s") cannot be imported\(more)", first, total: total)
    + "\ncorrect them, or import the rest with --rejects FILE"
}

private func list(_ title: String, _ first: [Reject], total: Int) -> String {
  let rest = total - first.count
  return ([title] + first.map { "  \($0)" } + (rest > 0 ? ["  and \(rest) more"] : []))
    .joined(separator: "\n")
}
