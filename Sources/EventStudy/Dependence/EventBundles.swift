import MarketData

/// The standardizable events of a group, bundled where they share session, estimation days and
/// event days; in the order of their event windows.
struct EventBundles: Sendable {
  struct Bundle: Sendable {
    /// The calendar day of every event day; `absent` where there is no abnormal return.
    let days: [Int]
    /// From the first to the last of those days.
    let span: ClosedRange<Int>
    /// The calendar days of every window; none for a window the events have no return in.
    let windows: [[Int]]
    let count: Int

    static let absent = -1
  }

  let bundles: [Bundle]
  let residuals: ResidualBundles

  private struct Key: Hashable {
    let grid: Int
    let position: Int
    let estimation: Int
    let event: Int
    let window: Window
  }

  init(_ fitted: FittedEvents, _ study: AlignedStudy, members: [Int]) {
    var patterns = (estimation: Patterns(), event: Patterns())
    var events: [Key: [Int]] = [:]
    for member in members where fitted.isStandardizable(member) {
      guard let place = study.instances[member].aligned else { continue }
      let key = Key(
        grid: place.grid, position: place.session.position,
        estimation: patterns.estimation.code(of: fitted.residuals, member),
        event: patterns.event.code(of: fitted.abnormal, member), window: place.eventWindow)
      events[key, default: []].append(member)
    }
    let calendar = CommonCalendar(study.grids)
    let layout = fitted.layout
    let unsorted = events.map { key, members in
      let days = Self.days(key, patterns.event.columns[key.event], layout, calendar)
      return (key, members, Self.bundle(days, members, fitted))
    }
    let sorted = unsorted.sorted { a, b in
      let (x, y) = (a.2.span, b.2.span)
      // The first event of a bundle is in no other.
      return (x.lowerBound, x.upperBound, a.1[0]) < (y.lowerBound, y.upperBound, b.1[0])
    }
    bundles = sorted.map(\.2)
    let first = layout.estimationDays.first
    residuals = ResidualBundles(fitted.residuals, sorted.map(\.1)) { index in
      let key = sorted[index].0
      let columns = patterns.estimation.columns[key.estimation]
      return (
        columns,
        columns.map { calendar.day(grid: key.grid, position: key.position + first + $0) }
      )
    }
  }

  private static func days(
    _ key: Key, _ columns: [Int], _ layout: StudyLayout, _ calendar: CommonCalendar
  ) -> [Int] {
    var days = [Int](repeating: Bundle.absent, count: layout.eventDays.count)
    for column in columns {
      days[column] = calendar.day(
        grid: key.grid, position: key.position + layout.eventDays.first + column)
    }
    return days
  }

  private static func bundle(_ days: [Int], _ members: [Int], _ fitted: FittedEvents) -> Bundle {
    let layout = fitted.layout
    let windows = layout.windows.enumerated().map { index, window -> [Int] in
      guard !fitted.cumulative[members[0], index].isMissing else { return [] }
      return window.days.map { days[$0 - layout.eventDays.first] }.filter { $0 != Bundle.absent }
    }
    let present = days.filter { $0 != Bundle.absent }
    // A fitted event has an abnormal return.
    let span = (present.first ?? 0)...(present.last ?? 0)
    return Bundle(days: days, span: span, windows: windows, count: members.count)
  }
}

/// The different sets of columns in which events have values, numbered as they come.
struct Patterns {
  /// The columns of every pattern, rising.
  private(set) var columns: [[Int]] = []
  private var codes: [[UInt64]: Int] = [:]
  private var previous: (words: [UInt64], code: Int)?

  mutating func code(of matrix: Matrix, _ row: Int) -> Int {
    let values = matrix.row(row)
    var words = [UInt64](repeating: 0, count: (matrix.columns + 63) / 64)
    for column in 0..<matrix.columns where !values[column].isMissing {
      words[column >> 6] |= 1 << UInt64(column & 63)
    }
    if let previous, previous.words == words { return previous.code }
    let code = codes[words] ?? columns.count
    if code == columns.count {
      codes[words] = code
      columns.append((0..<matrix.columns).filter { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 })
    }
    previous = (words, code)
    return code
  }
}
