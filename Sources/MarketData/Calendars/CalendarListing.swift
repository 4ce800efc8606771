/// A calendar that names its dates one by one, such as a user's.
///
/// It knows the dates from its first to its last; those in between that it does not name have no
/// session.
public struct CalendarListing: Hashable, Sendable {
  /// One date of the calendar.
  public struct Day: Hashable, Sendable {
    /// The date on the exchange's clock.
    public let date: CalendarDate
    /// From the open to the close on the exchange's clock; `nil` on a date without a session.
    public let hours: Range<ClockTime>?
    /// Why the date is not a regular one.
    public let note: String?

    /// A date, its hours if there is a session, and a note.
    public init(date: CalendarDate, hours: Range<ClockTime>?, note: String?) {
      self.date = date
      self.hours = hours
      self.note = note
    }
  }

  /// The zone of the exchange's clock.
  public let zone: Zone
  /// The dates, strictly rising.
  public let days: [Day]
  private let places: [CalendarDate: Int]

  /// A calendar of dates; of several days with one date the last counts.
  public init(zone: Zone, days: [Day]) {
    self.zone = zone
    let last = Dictionary(days.map { ($0.date, $0) }, uniquingKeysWith: { $1 })
    self.days = last.values.sorted { $0.date < $1.date }
    places = Dictionary(uniqueKeysWithValues: self.days.enumerated().map { ($1.date, $0) })
  }

  /// The dates that the calendar knows; `nil` when it has none.
  public var coverage: ClosedRange<CalendarDate>? {
    guard let first = days.first, let last = days.last else { return nil }
    return first.date...last.date
  }

  /// What the calendar says about a date; `nil` when it does not name it.
  public subscript(date: CalendarDate) -> Day? { places[date].map { days[$0] } }

  /// Monday to Friday and every other weekday that has a session, 1 = Monday. A short calendar may
  /// have none on a weekday on which its exchange trades.
  var week: Set<Int> { Set(days.filter { $0.hours != nil }.map(\.date.weekday)).union(1...5) }

  /// The hours that most sessions have, of equally frequent ones the longest.
  var regularHours: Range<ClockTime>? {
    let counts = Dictionary(days.compactMap(\.hours).map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { a, b in
      (a.value, a.key.upperBound, b.key.lowerBound) < (b.value, b.key.upperBound, a.key.lowerBound)
    }?.key
  }
}
