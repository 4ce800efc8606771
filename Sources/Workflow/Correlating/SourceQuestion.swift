import Correlation
public import EventStudy
public import MarketData
import Store

/// Some series beside source markets, in calm sessions and around news.
public struct SourceQuestion: Sendable {
  /// Which sessions are calm and which the news'.
  public enum Periods: Sendable {
    /// Two ranges of dates.
    case dates(calm: ClosedRange<CalendarDate>, event: ClosedRange<CalendarDate>)
    /// Sessions before and after each event of a list; an event with a symbol is about that one.
    case aroundEvents(EventChoice, before: Window, after: Window)
    /// The sessions around any event of a list, against all others.
    case eventDays(EventChoice, Window)
  }

  /// The returns; its symbols are those that are compared with the sources.
  public var returns: ReturnSelection
  /// The source markets; none for every series.
  public var sources: [Symbol]
  /// The sessions.
  public var periods: Periods

  /// A question about series and sessions.
  public init(returns: ReturnSelection, sources: [Symbol], periods: Periods) {
    (self.returns, self.sources, self.periods) = (returns, sources, periods)
  }

  fileprivate var isAroundEvents: Bool {
    if case .aroundEvents = periods { true } else { false }
  }
}

/// Some events of the database.
public struct EventChoice: Sendable {
  /// The list; `nil` for all lists.
  public var list: String?
  /// The groups; none for all.
  public var groups: [String]

  /// A choice of events.
  public init(list: String?, groups: [String]) { (self.list, self.groups) = (list, groups) }
}

/// The data that answers a question about source markets.
struct SourceMaterial {
  let pairs: SourcePairs
  let comparisons: [PeriodComparison]
  /// Sentences for the user, beside the data.
  let remarks: [String]

  /// How many rows the answer has.
  var rowCount: Int { pairs.rowCount(comparisons) }
}

extension ReactionDatabase {
  /// The returns and sessions that a question is about.
  ///
  /// - Throws: `Failure` when a series, a list or a day that is asked for is not there, or no pair
  ///   of series is.
  func material(of question: SourceQuestion, threads: Int) throws -> SourceMaterial {
    let events = try events(of: question.periods)
    let (selection, others) = try series(of: question, events)
    let panel = try panel(
      selection, others: others + events.compactMap(\.symbol), threads: threads)
    func positions(_ symbols: [Symbol]) -> [Int] {
      symbols.isEmpty
        ? Array(panel.symbols.indices) : symbols.compactMap { panel.symbols.firstIndex(of: $0) }
    }
    let isDaily = Set(panel.symbols)
    var remarks = [passedOver(others.count { !isDaily.contains($0) })].compactMap { $0 }
    let exchange = try exchanges(of: events, sessionsOf: question.returns.sessionsOf)
    let comparisons = try comparisons(question, events, panel, exchange, &remarks)
    let pairs = SourcePairs(
      panel, sources: positions(question.sources), targets: positions(question.returns.symbols))
    guard pairs.rowCount(comparisons) > 0 else {
      throw Failure(.nothing, "there is no series beside the source to compare it with")
    }
    return SourceMaterial(pairs: pairs, comparisons: comparisons, remarks: remarks)
  }
}

private func comparisons(
  _ question: SourceQuestion, _ events: [NewsEvent], _ panel: ReturnPanel,
  _ exchange: (NewsEvent) -> ExchangeCalendar, _ remarks: inout [String]
) throws -> [PeriodComparison] {
  switch question.periods {
  case .dates(let calm, let event):
    return [
      PeriodComparison(
        calm: try panel.sessions(in: calm, as: "calm"),
        event: try panel.sessions(in: event, as: "event"))
    ]
  case .aroundEvents(_, let before, let after):
    return events.map {
      panel.comparison(
        of: $0, isForAll: !question.returns.symbols.isEmpty, before: before, after: after,
        exchange: exchange($0))
    }
  case .eventDays(_, let days):
    let (comparison, outside) = panel.comparison(of: events, days: days, exchange: exchange)
    if outside > 0 {
      remarks.append("\(counted(outside, "event")) of \(grouped(events.count)) outside the data")
    }
    return [comparison]
  }
}

extension ReturnPanel {
  fileprivate func sessions(in dates: ClosedRange<CalendarDate>, as name: String) throws -> [Int] {
    let found = positions(in: dates)
    guard found.isEmpty, let first = sessions.first, let last = sessions.last else { return found }
    throw Failure(
      .nothing,
      "the \(name) period \(dates.lowerBound) to \(dates.upperBound) has no session; the data goes "
        + "from \(CalendarDate(ordinal: Int(first))) to \(CalendarDate(ordinal: Int(last)))")
  }
}

extension ReactionDatabase {
  /// The events that periods are about; throws a failure when there are none.
  fileprivate func events(of periods: SourceQuestion.Periods) throws -> [NewsEvent] {
    switch periods {
    case .dates: []
    case .aroundEvents(let choice, _, _), .eventDays(let choice, _): try events(choice)
    }
  }

  /// The exchange on whose clock the time of an event is put: that of its series, else that of the
  /// series whose dates are the sessions, whichever an import named, else New York's.
  fileprivate func exchanges(
    of events: [NewsEvent], sessionsOf clock: Symbol?
  ) throws -> (NewsEvent) -> ExchangeCalendar {
    let usual = try importedOrBuiltIn("XNYS", self)
    guard !events.isEmpty else { return { _ in usual } }
    let symbols = Set(events.compactMap(\.symbol) + (clock.map { [$0] } ?? []))
    let named = try importedExchanges(markets().filter { symbols.contains($0.key) }, self)
    return { event in
      event.symbol.flatMap { named[$0] } ?? clock.flatMap { named[$0] } ?? usual
    }
  }

  /// Some events; throws a failure when there are none.
  func events(_ choice: EventChoice) throws -> [NewsEvent] {
    let all = try events(list: choice.list)
    let groups = Set(all.compactMap(\.group)).sorted()
    for group in choice.groups where !groups.contains(group) {
      throw Failure(
        .nothing,
        "no event has the group '\(group)'; "
          + (nearestName(to: group, among: groups).map { "did you mean '\($0)'?" }
            ?? "there are: \(groups.joined(separator: ", "))"))
    }
    guard !all.isEmpty else {
      throw Failure(
        .nothing, "no events are imported; import some with: reaction import events FILE")
    }
    return choice.groups.isEmpty
      ? all : all.filter { $0.group.map(choice.groups.contains) == true }
  }

  /// The series that a question needs: those that it names, and every other one when either side
  /// names none.
  fileprivate func series(of question: SourceQuestion, _ events: [NewsEvent]) throws
    -> (selection: ReturnSelection, others: [Symbol])
  {
    var selection = question.returns
    let namesTargets =
      !selection.symbols.isEmpty
      || !events.isEmpty && question.isAroundEvents && events.allSatisfy { $0.symbol != nil }
    selection.symbols = (question.sources + selection.symbols).distinct()
    let isWhole = namesTargets && !question.sources.isEmpty
    return (selection, isWhole ? [] : try symbols())
  }
}

/// Says how many series are not compared because they have no daily bars.
private func passedOver(_ count: Int) -> String? {
  count == 0
    ? nil : "\(grouped(count)) series with intraday bars only passed over; this needs daily ones"
}
