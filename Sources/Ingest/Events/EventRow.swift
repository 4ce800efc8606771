import MarketData

/// One record of a list of events: its cells as texts, by role.
struct EventRow {
  let layout: EventLayout
  let place: Position
  let cells: [String]

  /// The cell of a role without spaces around it; `nil` when it is empty or there is none.
  subscript(role: EventLayout.Role) -> String? {
    guard let index = layout.place(role), index < cells.count else { return nil }
    let text = cells[index].trimmingSpaces
    return text.isEmpty ? nil : text
  }

  /// What the record says beside the known roles, in the order of the columns.
  var covariates: [NewsEvent.Covariate] {
    zip(layout.columns, cells).filter { $0.0.role == .covariate && !$0.1.isEmpty }
      .map { NewsEvent.Covariate(name: $0.0.name, value: $0.1) }
  }

  /// The symbols of the record, each once; one `nil` for news that name none.
  var symbols: [Symbol?] {
    let names = symbolList(self[.symbol] ?? "")
    return names.isEmpty ? [nil] : names.map { Symbol(rawValue: $0) }
  }

  /// The line and the column of a role; the line alone when no column has it.
  func place(of role: EventLayout.Role) -> String {
    "\(place)" + (layout.place(role).map { ", column \(layout.columns[$0].name)" } ?? "")
  }

  func reject(_ role: EventLayout.Role, _ reason: Reject.Reason, _ message: String) -> Reject {
    let column = layout.place(role)
    return Reject(
      line: place.line, record: place.record,
      column: column.map { layout.columns[$0].name } ?? "",
      raw: column.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "", reason: reason,
      message: message)
  }
}

/// The symbols of a cell: separated by `;` or `|`, by commas when every part looks like a symbol,
/// or a list in brackets and quotes such as `['NVDA', 'AMD']`.
private func symbolList(_ cell: String) -> [String] {
  let brackets = [("[", "]"), ("(", ")"), ("{", "}")]
  let isList = brackets.contains { cell.hasPrefix($0.0) && cell.hasSuffix($0.1) }
  let inner = isList ? cell.dropFirst().dropLast() : cell[...]
  let parts = inner.split { ";|".contains($0) }.flatMap { part in
    let parts = part.split(separator: ",")
    return isList || parts.allSatisfy { looksLikeSymbol(String($0).trimmingSpaces) }
      ? parts : [part]
  }
  var seen: Set<String> = []
  return parts.map { isList ? unquoted(String($0).trimmingSpaces) : String($0).trimmingSpaces }
    .filter { !noSymbol.contains($0) && seen.insert($0).inserted }
}

/// What programs write for no symbol; `NA` is one.
private let noSymbol: Set<String> = ["", "nan", "NaN", "None", "null", "-"]

private func looksLikeSymbol(_ text: String) -> Bool {
  text.utf8.count <= 12 && !text.contains(" ") && !text.contains(where: \.isLowercase)
}

private func unquoted(_ text: String) -> String {
  guard let quote = text.first, "'\"".contains(quote), text.count > 1, text.last == quote else {
    return text
  }
  return String(text.dropFirst().dropLast()).trimmingSpaces
}

/// What reading a part of an event can end with, beside the part.
enum EventProblem: Error {
  case reject(Reject)
  case fatal(ImportError)
}

extension EventRow {
  /// Whether the row's ratings pass filters; a row without a rating does not.
  func passes(_ filters: Set<NewsFilter>) -> Bool {
    guard !filters.isEmpty else { return true }
    return layout.ratings.allSatisfy { rating in
      guard filters.contains(rating.filter) else { return true }
      let cell = rating.column < cells.count ? cells[rating.column] : ""
      return (Double(cell.trimmingSpaces) ?? -1) >= rating.filter.leastRating
    }
  }

  /// The windows of an EventStudyTools request.
  func windows() throws(EventProblem) -> NewsEvent.Windows? {
    guard layout.place(.windowStart) != nil else { return nil }
    let (start, end) = (try integer(.windowStart), try integer(.windowEnd))
    let (last, length) = (try integer(.estimationEnd), try integer(.estimationLength))
    guard start <= end else {
      throw .reject(
        reject(.windowEnd, .badNumber, "the event window [\(start), \(end)] ends before it begins"))
    }
    guard length > 0 else {
      throw .reject(
        reject(.estimationLength, .badNumber, "the estimation window has \(length) sessions"))
    }
    guard last < start else {
      throw .reject(
        reject(
          .estimationEnd, .badNumber,
          "the estimation window ends on day \(last), inside or after the event window "
            + "[\(start), \(end)]"))
    }
    return NewsEvent.Windows(event: start...end, estimation: (last - length + 1)...last)
  }

  private func integer(_ role: EventLayout.Role) throws(EventProblem) -> Int {
    let text = self[role] ?? ""
    guard let number = Int(text), number.magnitude < 100_000 else {
      throw .reject(reject(role, .badNumber, "'\(text)' is not a whole number of sessions"))
    }
    return number
  }
}
