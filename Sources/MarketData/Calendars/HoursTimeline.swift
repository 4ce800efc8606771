/// The rows of a rule file that set hours, each from some date on.
struct HoursTimeline {
  /// What one row sets.
  enum Setting {
    case open(ClockTime, dayBefore: Bool)
    case close(ClockTime)
    case lunchBreak(Range<ClockTime>)
  }

  private struct Row {
    let line: Int
    let first: CalendarDate?
    let setting: Setting
  }

  private var rows: [Row] = []

  mutating func add(_ setting: Setting, from first: CalendarDate?, line: Int) {
    rows.append(Row(line: line, first: first, setting: setting))
  }

  /// The hours in force from the start of the coverage and after each change; `nil` when no row
  /// without a date opens or closes the exchange.
  func periods(from start: CalendarDate, file: String) throws(CalendarRuleError) -> [RegularHours]?
  {
    var hours = Hours()
    for row in rows where row.first == nil { hours.apply(row.setting) }
    guard var last = hours.regular(from: start) else { return nil }
    try check(last, rows.last { $0.first == nil }?.line, file)
    var periods = [last]
    for row in changes {
      hours.apply(row.setting)
      guard let first = row.first, let changed = hours.regular(from: first) else { continue }
      // Rows of one date make one change.
      if last.first == first { periods.removeLast() }
      periods.append(changed)
      last = changed
    }
    for period in periods.dropFirst() {
      try check(period, rows.last { $0.first == period.first }?.line, file)
    }
    return periods
  }

  private var changes: [Row] {
    rows.enumerated().filter { $0.element.first != nil }
      .sorted { ($0.element.first!, $0.offset) < ($1.element.first!, $1.offset) }.map(\.element)
  }

  private func check(_ hours: RegularHours, _ line: Int?, _ file: String)
    throws(CalendarRuleError)
  {
    guard hours.opensDayBefore || hours.open < hours.close else {
      throw CalendarRuleError(
        file: file, line: line, problem: .closeNotAfterOpen(open: hours.open, close: hours.close))
    }
    if let pause = hours.lunchBreak,
      pause.lowerBound <= hours.range.lowerBound || pause.upperBound >= hours.close
    {
      throw CalendarRuleError(
        file: file, line: line, problem: .breakOutsideHours(pause, hours.range))
    }
  }
}

/// Hours that are being set row by row.
private struct Hours {
  private var open: (time: ClockTime, dayBefore: Bool)?
  private var close: ClockTime?
  private var lunchBreak: Range<ClockTime>?

  mutating func apply(_ setting: HoursTimeline.Setting) {
    switch setting {
    case .open(let time, let dayBefore): open = (time, dayBefore)
    case .close(let time): close = time
    case .lunchBreak(let pause): lunchBreak = pause
    }
  }

  func regular(from first: CalendarDate) -> RegularHours? {
    guard let open, let close else { return nil }
    return RegularHours(
      first: first, open: open.time, opensDayBefore: open.dayBefore, close: close,
      lunchBreak: lunchBreak)
  }
}
