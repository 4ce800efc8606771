public import EventStudy
public import MarketData

/// Two sets of sessions whose correlations are compared.
public struct PeriodComparison: Hashable, Sendable {
  /// Which series are compared with the sources.
  public enum Targets: Hashable, Sendable {
    /// All that are asked for.
    case all
    /// The one that the event is about, by its position in the panel.
    case one(Int)
    /// None: the event is about a series that there is not.
    case unknown
  }

  /// The event that the comparison is about; `nil` for periods given by date.
  public let eventID: String?
  /// Which series are compared with the sources.
  public let targets: Targets
  /// The positions of the calm sessions, rising.
  public let calm: [Int]
  /// The positions of the event's sessions, rising; none of them is calm.
  public let event: [Int]
  /// Why there is no comparison, as a stable code; `nil` when there is one.
  public let reason: String?

  /// A comparison of sessions.
  public init(eventID: String? = nil, targets: Targets = .all, calm: [Int], event: [Int]) {
    self.eventID = eventID
    self.targets = targets
    (self.calm, self.event) = (calm, event)
    reason = targets == .unknown ? Exclusion.unknownSymbol.rawValue : nil
  }

  /// A comparison that cannot be made.
  public init(eventID: String?, targets: Targets, unavailable reason: String) {
    (self.eventID, self.targets) = (eventID, targets)
    (calm, event, self.reason) = ([], [], reason)
  }
}

extension ReturnPanel {
  /// The positions of the sessions in a range of dates.
  public func positions(in dates: ClosedRange<CalendarDate>) -> [Int] {
    sessions.indices.filter {
      dates.contains(CalendarDate(ordinal: Int(sessions[$0])))
    }
  }

  /// The sessions before and after an event; `out_of_range` when not all of them are in the data.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - isForAll: Whether the event is about all series, and not about that of its symbol alone.
  ///   - before: The calm sessions, counted from the event's own.
  ///   - after: The event's sessions, counted in the same way.
  ///   - exchange: The exchange on whose clock a time is put.
  public func comparison(
    of event: NewsEvent, isForAll: Bool, before: Window, after: Window,
    exchange: ExchangeCalendar
  ) -> PeriodComparison {
    let targets = isForAll ? .all : targets(of: event)
    do throws(Exclusion) {
      let day = try StudySpec.Alignment().position(
        of: event.time, among: sessions, exchange: exchange)
      guard day + min(before.first, after.first) >= 0,
        day + max(before.last, after.last) < sessions.count
      else { throw .outOfRange }
      return PeriodComparison(
        eventID: event.id, targets: targets, calm: before.days.map { day + $0 },
        event: after.days.map { day + $0 })
    } catch {
      return PeriodComparison(eventID: event.id, targets: targets, unavailable: error.rawValue)
    }
  }

  /// The sessions around any of some events against all others.
  ///
  /// - Parameters:
  ///   - events: The events.
  ///   - days: Their sessions, counted from each event's own.
  ///   - exchange: The exchange on whose clock the time of an event is put.
  /// - Returns: The comparison, and how many events have no session in the data.
  public func comparison(
    of events: [NewsEvent], days: Window, exchange: (NewsEvent) -> ExchangeCalendar
  ) -> (comparison: PeriodComparison, outside: Int) {
    var isEvent = [Bool](repeating: false, count: sessions.count)
    var outside = 0
    for event in events {
      let day = try? StudySpec.Alignment().position(
        of: event.time, among: sessions, exchange: exchange(event))
      guard let day else {
        outside += 1
        continue
      }
      for t in days.days where sessions.indices.contains(day + t) { isEvent[day + t] = true }
    }
    return (
      PeriodComparison(
        calm: sessions.indices.filter { !isEvent[$0] },
        event: sessions.indices.filter { isEvent[$0] }),
      outside
    )
  }

  private func targets(of event: NewsEvent) -> PeriodComparison.Targets {
    guard let symbol = event.symbol else { return .all }
    return symbols.firstIndex(of: symbol).map { .one($0) } ?? .unknown
  }
}
