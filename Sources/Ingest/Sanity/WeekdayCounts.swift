import MarketData

/// On which days of the week a series of daily bars has bars, by year.
struct WeekdayCounts {
  /// Monday first.
  private var years: [Int: [Int]] = [:]
  /// Bars on weekends, and how many of them repeat the price before.
  private var (weekend, repeated) = (0, 0)
  private(set) var firstWeekend: Int64?
  private var (first, last) = (Int64.max, Int64.min)

  /// Takes note of the span of some bars.
  mutating func extend(_ first: Int64, _ last: Int64) {
    (self.first, self.last) = (min(self.first, first), max(self.last, last))
  }

  /// Counts bars of a run in which some lie on weekends; runs without them need not be counted.
  mutating func add(_ bars: ArraySlice<SanityBar>, before: Double?) {
    var previous = before
    for bar in bars {
      let date = CalendarDate(ordinal: Int(bar.time))
      let day = weekday(bar.time)
      years[date.components.year, default: Array(repeating: 0, count: 7)][day] += 1
      if day >= 5 {
        weekend += 1
        if previous == bar.price { repeated += 1 }
        firstWeekend = min(firstWeekend ?? bar.time, bar.time)
      }
      previous = bar.price
    }
  }

  /// A year in which bars lie on weekends and two other days have none: the dates were moved.
  var shiftedYear: Int? {
    years.filter { _, counts in
      let all = counts.reduce(0, +)
      let rare = counts[..<5].count { $0 * 50 < all }
      return all >= 40 && (counts[5] + counts[6]) * 5 > all && rare >= 2
    }.keys.min()
  }

  /// How many bars lie on weekends, unless the market is open then: bars on nearly every Saturday
  /// or Sunday that are no copies of Friday's.
  var oddWeekendBars: Int {
    let weeks = max(1, Int(last - first) / 7)
    let openDays = (5..<7).count { day in
      years.values.reduce(0) { $0 + $1[day] } * 10 >= weeks * 9
    }
    let isOpen = openDays > 0 && weekend >= weeks * openDays * 9 / 10 && repeated * 2 < weekend
    return isOpen ? 0 : weekend
  }

  /// 0 for Monday.
  private func weekday(_ ordinal: Int64) -> Int {
    // 1970-01-01 was a Thursday.
    Int(((ordinal + 3) % 7 + 7) % 7)
  }
}
