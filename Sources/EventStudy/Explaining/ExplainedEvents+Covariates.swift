public import MarketData

extension ExplainedEvents {
  /// The events with the facts of a table beside those of their list.
  ///
  /// Of dated rows about a symbol the latest on or before the event's session counts. A row about
  /// an event comes before one about its symbol.
  ///
  /// - Throws: `ExplainingProblem` when a column has a name of the event list's, or no event has a
  ///   row.
  public func joined(with table: CovariateTable) throws(ExplainingProblem) -> ExplainedEvents {
    if let taken = table.columns.first(where: { own.contains($0) }) {
      throw ExplainingProblem(
        "\(table.name) has a column '\(taken)', and so has the event list; rename one of them")
    }
    let rows = Dictionary(grouping: table.rows) { Subject(event: $0.eventID, symbol: $0.symbol) }
    var found = 0
    let entries = entries.map { entry in
      guard let row = row(of: entry, in: rows) else { return entry }
      found += 1
      let facts = zip(table.columns, row.cells).filter { !$0.1.isEmpty }
      return entry.adding(Dictionary(facts) { first, _ in first })
    }
    guard found > 0 else {
      throw ExplainingProblem(
        "no event of the study has a row in \(table.name); its symbols and event ids must be those "
          + "of the study, such as symbol \(entries.first?.symbol ?? "")")
    }
    return ExplainedEvents(entries, columnsOfLists: own.union(table.columns))
  }

  /// What a row is about.
  private struct Subject: Hashable {
    let event: String?
    let symbol: Symbol?
  }

  private func row(of entry: Entry, in rows: [Subject: [CovariateTable.Row]])
    -> CovariateTable.Row?
  {
    let symbol = Symbol(rawValue: entry.symbol)
    let subjects = [
      Subject(event: entry.id, symbol: symbol), Subject(event: entry.id, symbol: nil),
      Subject(event: nil, symbol: symbol),
    ]
    let session = entry.facts["session"].flatMap { CalendarDate($0) }
    return subjects.lazy.compactMap { subject in
      rows[subject]?.filter { row in
        row.date.map { date in session.map { date <= $0 } ?? false } ?? true
      }.max { ($0.date?.ordinal ?? .min) < ($1.date?.ordinal ?? .min) }
    }.first
  }
}

extension ExplainedEvents.Entry {
  /// The event with more facts.
  fileprivate func adding(_ facts: [String: String]) -> Self {
    Self(
      id: id, symbol: symbol, facts: self.facts,
      covariates: covariates.merging(facts) { own, _ in own })
  }
}
