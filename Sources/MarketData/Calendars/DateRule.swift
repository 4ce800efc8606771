/// A rule that names at most one date a year, such as `4 thursday november`.
///
/// The language, one rule a line:
/// ```
/// 2001-09-11                     one date of one year
/// 12-24                          a day of every year, dropped when it falls on a weekend
/// 01-01 sunday-to-monday         ... on a Sunday it is observed on the Monday after
/// 07-04 nearest                  ... and on a Saturday on the Friday before
/// 07-01 weekend-to-monday        ... on a Saturday or Sunday on the Monday after
/// 3 monday january               the third Monday of January
/// last monday may                the last Monday of May
/// easter-2                       two days before Easter Sunday (Gregorian)
/// monday before 05-25            the last Monday before another rule's date; also `after`
/// day after RULE                 the day after the date of another rule; also `day before`
/// RULE if monday tuesday         only when the date falls on one of these weekdays
/// ```
indirect enum DateRule: Hashable, Sendable {
  /// What becomes of a holiday that falls on a weekend.
  enum Observance: String, CaseIterable, Sendable {
    case asIs = "as-is"
    case sundayToMonday = "sunday-to-monday"
    case weekendToMonday = "weekend-to-monday"
    case nearest
  }

  case date(CalendarDate)
  case yearly(month: Int, day: Int, Observance)
  /// `occurrence` counts from the start of the month from 1; 0 is the last.
  case weekday(Int, month: Int, occurrence: Int)
  case easter(offset: Int)
  case offset(DateRule, days: Int)
  /// The nearest such weekday strictly before or after the date of another rule.
  case nextTo(DateRule, weekday: Int, isAfter: Bool)
  case only(DateRule, weekdays: Set<Int>)

  /// The rule's date in a year, or `nil` when it has none. An observed date may fall just
  /// outside the year.
  func date(in year: Int) -> CalendarDate? {
    switch self {
    case .date(let date): date.components.year == year ? date : nil
    case .yearly(let month, let day, let observance):
      CalendarDate(year: year, month: month, day: day).map(observance.observed)
    case .weekday(let weekday, let month, let occurrence):
      Self.date(ofWeekday: weekday, occurrence, month: month, year: year)
    case .easter(let offset): Self.easterSunday(of: year)?.adding(days: offset)
    case .offset(let rule, let days): rule.date(in: year)?.adding(days: days)
    case .nextTo(let rule, let weekday, let isAfter):
      rule.date(in: year).map { Self.nearest(weekday, to: $0, isAfter: isAfter) }
    case .only(let rule, let weekdays):
      rule.date(in: year).flatMap { weekdays.contains($0.weekday) ? $0 : nil }
    }
  }

  private static func nearest(_ weekday: Int, to date: CalendarDate, isAfter: Bool)
    -> CalendarDate
  {
    let days =
      isAfter ? (weekday - date.weekday + 6) % 7 + 1 : -((date.weekday - weekday + 6) % 7 + 1)
    return date.adding(days: days)
  }

  private static func date(
    ofWeekday weekday: Int, _ occurrence: Int, month: Int, year: Int
  ) -> CalendarDate? {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    guard let first = CalendarDate(year: year, month: month, day: 1),
      let end = CalendarDate(year: next.0, month: next.1, day: 1)
    else { return nil }
    let earliest = first.adding(days: (weekday - first.weekday + 7) % 7)
    let days = (end.ordinal - 1 - earliest.ordinal) / 7 * 7
    let date = earliest.adding(days: occurrence == 0 ? days : (occurrence - 1) * 7)
    return date < end ? date : nil
  }

  /// Easter Sunday of the Gregorian calendar: the algorithm of J. Butcher, Ecclesiastical
  /// Calendar (1876), as given by J. Meeus, Astronomical Algorithms, chapter 8.
  private static func easterSunday(of year: Int) -> CalendarDate? {
    let (century, yearOfCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * (year % 19) + century - century / 4 - correction + 15) % 30
    let sunday =
      (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let late = (year % 19 + 11 * epact + 22 * sunday) / 451
    let days = epact + sunday - 7 * late + 114
    return CalendarDate(year: year, month: days / 31, day: days % 31 + 1)
  }
}

extension DateRule.Observance {
  fileprivate func observed(_ date: CalendarDate) -> CalendarDate {
    switch (self, date.weekday) {
    case (.nearest, 6): date.adding(days: -1)
    case (.weekendToMonday, 6): date.adding(days: 2)
    case (.nearest, 7), (.sundayToMonday, 7), (.weekendToMonday, 7): date.adding(days: 1)
    default: date
    }
  }
}
