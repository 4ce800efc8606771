import MarketData

/// On which days an event of a calendar repeats (RFC 5545, section 3.3.10), as far as days, weeks,
/// months and years are counted.
struct RecurrenceRule {
  private enum Frequency: String {
    case daily = "DAILY", weekly = "WEEKLY", monthly = "MONTHLY", yearly = "YEARLY"
  }

  /// A weekday, with its number in the month: 1 for the first, -1 for the last, 0 for each.
  private struct Weekday {
    var number: Int
    var day: Int
  }

  /// The number of times, the first included.
  let count: Int?
  /// The last day, or the stamp of the last time, as written.
  let until: String?
  private let frequency: Frequency
  private let interval: Int
  private let weekdays: [Weekday]
  private let monthDays: [Int]
  private let months: [Int]

  /// Whether the rule says when it ends.
  var isBounded: Bool { count != nil || until != nil }

  /// Reads `FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10`; `nil` for rules that are not followed.
  init?(_ text: String) {
    var parts: [String: String] = [:]
    for part in text.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      parts[pair[0]] = pair[1]
    }
    let known: Set = [
      "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST",
    ]
    guard known.isSuperset(of: parts.keys), parts["WKST"] ?? "MO" == "MO",
      let frequency = parts["FREQ"].flatMap(Frequency.init),
      let interval = Int(parts["INTERVAL"] ?? "1"), (1...9999).contains(interval),
      let weekdays = Self.list(parts["BYDAY"], Self.weekday),
      let monthDays = Self.list(parts["BYMONTHDAY"], { Int($0) }),
      let months = Self.list(parts["BYMONTH"], { Int($0) })
    else { return nil }
    let isNumbered = weekdays.contains { $0.number != 0 }
    if isNumbered, frequency == .daily || frequency == .weekly { return nil }
    // A weekday of a year is counted over the whole year unless months are named.
    if frequency == .yearly, !weekdays.isEmpty, months.isEmpty { return nil }
    if let count = parts["COUNT"], Int(count) ?? 0 < 1 { return nil }
    (self.frequency, self.interval) = (frequency, interval)
    (self.weekdays, self.monthDays, self.months) = (weekdays, monthDays, months)
    (count, until) = (parts["COUNT"].flatMap { Int($0) }, parts["UNTIL"])
  }

  private static func list<Element>(
    _ text: String?, _ read: (String) -> Element?
  ) -> [Element]? {
    let words = (text ?? "").split(separator: ",").map(String.init)
    // The longest list that makes sense has each weekday with each number: -5 to 5.
    guard words.count <= 77 else { return nil }
    let elements = words.compactMap(read)
    return elements.count == words.count ? elements : nil
  }

  private static func weekday(_ word: String) -> Weekday? {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    guard let day = names.firstIndex(of: String(word.suffix(2))) else { return nil }
    let number = word.dropLast(2)
    guard number.isEmpty || Int(number).map({ $0 != 0 && (-5...5).contains($0) }) == true else {
      return nil
    }
    return Weekday(number: Int(number) ?? 0, day: day + 1)
  }

  /// The days from the first on, in order, up to the last that may be; `nil` when they are more
  /// than a limit leaves.
  func days(
    from start: CalendarDate, through last: CalendarDate?, limit: inout RepetitionLimit
  ) -> [CalendarDate]? {
    var days = [start]
    var period = 0
    while count.map({ days.count < $0 }) ?? true {
      guard limit.allows(dates: datesPerPeriod) else { return nil }
      for day in self.days(ofPeriod: period, from: start) where day > start {
        if let last, day > last { return days }
        guard limit.allowsEvent() else { return nil }
        days.append(day)
        if days.count == count { break }
      }
      period += 1
    }
    return days
  }

  /// The number of dates that are looked at in a period.
  private var datesPerPeriod: Int {
    switch frequency {
    case .daily: 1
    case .weekly: max(1, weekdays.count)
    case .monthly: 31
    case .yearly: 31 * max(1, months.count)
    }
  }

  private func days(ofPeriod period: Int, from start: CalendarDate) -> [CalendarDate] {
    let (year, month, day) = start.components
    let step = period * interval
    switch frequency {
    case .daily: return [start.adding(days: step)].filter(isWanted)
    case .weekly:
      let monday = start.adding(days: 1 - start.weekday + 7 * step)
      let wanted = weekdays.isEmpty ? [start.weekday] : weekdays.map(\.day).sorted()
      return wanted.map { monday.adding(days: $0 - 1) }.filter { isIn(months, $0.components.month) }
    case .monthly:
      let count = year * 12 + month - 1 + step
      return days(ofMonth: count % 12 + 1, count / 12, else: day)
        .filter { isIn(months, $0.components.month) }
    case .yearly:
      return (months.isEmpty ? [month] : months.sorted())
        .flatMap { days(ofMonth: $0, year + step, else: day) }
    }
  }

  private func isWanted(_ date: CalendarDate) -> Bool {
    isIn(months, date.components.month) && isIn(monthDays, date.components.day)
      && isIn(weekdays.map(\.day), date.weekday)
  }

  private func isIn(_ list: [Int], _ number: Int) -> Bool { list.isEmpty || list.contains(number) }

  private func days(ofMonth month: Int, _ year: Int, else day: Int) -> [CalendarDate] {
    let all = (1...31).compactMap { CalendarDate(year: year, month: month, day: $0) }
    if weekdays.isEmpty, monthDays.isEmpty { return all.filter { $0.components.day == day } }
    return all.filter { date in
      let number = date.components.day
      let onMonthDay =
        monthDays.isEmpty || monthDays.contains { $0 == number || $0 == number - all.count - 1 }
      let onWeekday =
        weekdays.isEmpty
        || weekdays.contains { weekday in
          weekday.day == date.weekday
            && [0, (number + 6) / 7, -((all.count - number) / 7 + 1)].contains(weekday.number)
        }
      return onMonthDay && onWeekday
    }
  }
}

/// How often the events of one file may repeat; a rule beyond it is a mistake.
struct RepetitionLimit {
  /// The events that are written out.
  static let events = 100_000
  private var eventsLeft = Self.events
  /// The dates that are looked at: a rule such as the 30th of February never meets one.
  private var datesLeft = 3_000_000

  fileprivate mutating func allows(dates: Int) -> Bool {
    datesLeft -= dates
    return datesLeft >= 0
  }

  fileprivate mutating func allowsEvent() -> Bool {
    eventsLeft -= 1
    return eventsLeft >= 0
  }
}
