import Correlation
public import EventStudy
public import MarketData
public import Statistics
import Store
public import Tables

/// A question about correlations with source markets around news.
public struct ContagionRequest: Sendable {
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
  /// How often correlations are resampled; `nil` for 999 times up to a hundred rows, else never.
  public var replicates: Int?
  /// The seed of the draws.
  public var seed: UInt64 = 20_250_605
  /// The mean length of the blocks that are drawn; `nil` for the cube root of the days.
  public var blockLength: Double?
  /// Against what change the p-values are.
  public var alternative = Alternative.greater
  /// How p-values are adjusted for the number of rows.
  public var adjustment = MultipleTesting.holm

  /// A question with defaults.
  public init(returns: ReturnSelection, sources: [Symbol], periods: Periods) {
    (self.returns, self.sources, self.periods) = (returns, sources, periods)
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

/// A table, and what there is to say about how it was made.
public struct CorrelationOutcome: Sendable {
  /// The table.
  public let table: Table
  /// Sentences for the user, beside the data.
  public let remarks: [String]
}

extension Workflow {
  /// Correlations with source markets in calm days and around news, raw and by Forbes and Rigobon.
  ///
  /// - Throws: `Failure` when a series, a list or a day that is asked for is not there.
  public func contagion(_ request: ContagionRequest) throws -> CorrelationOutcome {
    try reading { database in
      let events = try database.events(of: request.periods)
      let panel = try database.panel(
        try database.series(of: request, events), others: events.compactMap(\.symbol),
        threads: threads)
      var remarks: [String] = []
      let comparisons = try comparisons(request, events, panel, &remarks)
      let table = question(request, panel, comparisons, &remarks)
        .table(comparisons, threads: threads)
      guard table.rowCount > 0 else {
        throw Failure(.nothing, "there is no series beside the source to compare it with")
      }
      return CorrelationOutcome(table: table, remarks: remarks)
    }
  }

  private func question(
    _ request: ContagionRequest, _ panel: ReturnPanel, _ comparisons: [PeriodComparison],
    _ remarks: inout [String]
  ) -> Contagion {
    func positions(_ symbols: [Symbol]) -> [Int] {
      symbols.isEmpty
        ? Array(panel.symbols.indices) : symbols.compactMap { panel.symbols.firstIndex(of: $0) }
    }
    var contagion = Contagion(
      panel, sources: positions(request.sources), targets: positions(request.returns.symbols))
    let rows = contagion.rowCount(comparisons)
    let isMany = rows > ContagionRequest.mostRowsResampled
    if isMany, request.replicates == nil {
      remarks.append(
        "no bootstrap over \(grouped(rows)) rows; ask for one with --replicates 999")
    }
    contagion.bootstrap = BlockBootstrap(
      replicates: request.replicates ?? (isMany ? 0 : 999), seed: request.seed,
      blockLength: request.blockLength)
    contagion.alternative = request.alternative
    contagion.adjustment = request.adjustment
    return contagion
  }
}

extension ContagionRequest {
  /// The rows up to which correlations are resampled unasked.
  static let mostRowsResampled = 100

  fileprivate var isAroundEvents: Bool {
    if case .aroundEvents = periods { true } else { false }
  }
}

private func comparisons(
  _ request: ContagionRequest, _ events: [NewsEvent], _ panel: ReturnPanel,
  _ remarks: inout [String]
) throws -> [PeriodComparison] {
  // Dates alone decide nothing about a clock, and event times are put on New York's, as in studies.
  let exchange = try ExchangeCalendar.named("XNYS")
  switch request.periods {
  case .dates(let calm, let event):
    return [
      PeriodComparison(
        calm: try panel.sessions(in: calm, as: "calm"),
        event: try panel.sessions(in: event, as: "event"))
    ]
  case .aroundEvents(_, let before, let after):
    return events.map {
      panel.comparison(
        of: $0, isForAll: !request.returns.symbols.isEmpty, before: before, after: after,
        exchange: exchange)
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
  fileprivate func events(of periods: ContagionRequest.Periods) throws -> [NewsEvent] {
    switch periods {
    case .dates: []
    case .aroundEvents(let choice, _, _), .eventDays(let choice, _): try events(choice)
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

  /// The series that a question needs: every one when either side names none.
  fileprivate func series(of request: ContagionRequest, _ events: [NewsEvent]) throws
    -> ReturnSelection
  {
    var selection = request.returns
    let named = request.sources + selection.symbols
    let namesTargets =
      !selection.symbols.isEmpty
      || !events.isEmpty && request.isAroundEvents && events.allSatisfy { $0.symbol != nil }
    selection.symbols =
      namesTargets && !request.sources.isEmpty ? named : named + (try symbols())
    selection.symbols = selection.symbols.distinct()
    return selection
  }
}
