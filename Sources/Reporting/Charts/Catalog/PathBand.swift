import EventStudy
import Statistics
import Tables

/// How sure a path of cumulative average abnormal returns is: on each day the 95% interval of the
/// mean of what the events have cumulated so far.
///
/// The standard error is that of a mean over events. Where events overlap in calendar time and
/// correlate with a mean r above zero, it is widened by `sqrt((1 + (N - 1) r) / (1 - r))` (Kolari &
/// Pynnonen 2010, Review of Financial Studies 23:3996-4025), with the r of the study's longest
/// window. There is no band where the events' returns do not average to the path, as when they are
/// weighted.
struct PathBand {
  /// What there is to say about the band, or about why there is none.
  let notes: [String]
  private let halfWidths: [Int: Double]

  var isEmpty: Bool { halfWidths.isEmpty }

  /// The interval on the day of a row of table `aar`.
  func interval(_ day: Record) -> ClosedRange<Double>? {
    guard let relDay = day.integer("rel_day"), let half = halfWidths[relDay],
      let caar = day.number("caar")
    else { return nil }
    return caar - half...caar + half
  }

  init(_ scope: ChartScope) {
    guard let sample = scope.sample, sample.eventCount > 1 else {
      notes = ["One event has no interval across events; the tests of its windows are its own."]
      halfWidths = [:]
      return
    }
    let paths = EventPaths(scope, firstDay: sample.days.first?.integer("rel_day") ?? 0)
    guard paths.average(to: sample.days) else {
      notes = ["No band: the path is not the plain average of the events' returns."]
      halfWidths = [:]
      return
    }
    let r = Self.correlation(sample)
    halfWidths = sample.days.reduce(into: [:]) { halfWidths, day in
      guard let relDay = day.integer("rel_day") else { return }
      halfWidths[relDay] = Self.halfWidth(paths.cumulated(to: relDay), r: r)
    }
    notes = Self.notes(r, count: sample.eventCount, day: scope.study.words.day)
  }

  /// Half the 95% interval of the mean of values with a mean correlation; `nil` of fewer than two.
  static func halfWidth(_ values: [Double], r: Double) -> Double? {
    guard let deviation = values.sampleDeviation else { return nil }
    let n = Double(values.count)
    let null = NullDistribution.studentT(degreesOfFreedom: n - 1)
    return null.quantile(upperTail: 0.025) * deviation / n.squareRoot() * widening(r, n)
  }

  private static func widening(_ r: Double, _ n: Double) -> Double {
    ((1 + (n - 1) * r) / (1 - r)).squareRoot()
  }

  /// The mean correlation of the events over the longest window; zero when it is not positive.
  private static func correlation(_ sample: SampleResults) -> Double {
    let windows = sample.windows.compactMap(\.window)
    let longest = windows.max { $0.last - $0.first < $1.last - $1.first }
    let r = longest.flatMap { sample.dependence(of: $0)?.number("r") } ?? 0
    return r > 0 && r < 1 ? r : 0
  }

  private static func notes(_ r: Double, count: Int, day: String) -> [String] {
    let interval = "The band is the 95% interval of the events' mean on each \(day)."
    guard r > 0 else { return [interval] }
    let factor = roundedText(widening(r, Double(count)), decimals: 2)
    return [
      interval,
      "It is \(factor) times as wide as for independent events, because events that overlap in "
        + "calendar time correlate (mean r \(roundedText(r, decimals: 4))).",
    ]
  }
}

/// The abnormal returns of a group's events, day by day and cumulated.
private struct EventPaths {
  private let firstDay: Int
  /// By day: the abnormal returns, and their sums so far of events that miss none.
  private var returns: [[Double]] = []
  private var sums: [[Double]] = []

  init(_ scope: ChartScope, firstDay: Int) {
    self.firstDay = firstDay
    guard let table = scope.study.tables["ar"],
      case .text(let eventCodes, let events) = table["event_id"]?.values,
      case .text(let symbolCodes, let symbols) = table["symbol"]?.values,
      case .text(let modelCodes, let models) = table["model"]?.values,
      case .integer(let days) = table["rel_day"]?.values,
      case .number(let values) = table["ar"]?.values,
      let model = models.firstIndex(of: scope.model).map(Int32.init)
    else { return }
    let members = Self.members(scope)
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, eventCodes[end] == eventCodes[start],
        symbolCodes[end] == symbolCodes[start], modelCodes[end] == modelCodes[start]
      { end += 1 }
      defer { start = end }
      guard modelCodes[start] == model, eventCodes[start] >= 0, symbolCodes[start] >= 0 else {
        continue
      }
      let key = EventKey(
        event: events[Int(eventCodes[start])], symbol: symbols[Int(symbolCodes[start])])
      if members.contains(key) { append(days[start..<end], values[start..<end]) }
    }
  }

  /// The events behind the group's averages: a symbol counts once on a session of the whole sample.
  private static func members(_ scope: ChartScope) -> Set<EventKey> {
    guard scope.group == ChartScope.everything else { return Set(scope.events.map(EventKey.init)) }
    var seen: Set<[String?]> = []
    return Set(
      scope.events.filter { seen.insert([$0.text("symbol"), $0.date("session")]).inserted }
        .map(EventKey.init))
  }

  private mutating func append(_ days: ArraySlice<Int>, _ values: ArraySlice<Double>) {
    var sum = 0.0
    for (day, value) in zip(days, values) where day >= firstDay {
      while returns.count <= day - firstDay {
        returns.append([])
        sums.append([])
      }
      // What misses a day has no sum from then on.
      sum += value
      if !value.isNaN { returns[day - firstDay].append(value) }
      if !sum.isNaN { sums[day - firstDay].append(sum) }
    }
  }

  /// What the events that miss no day have cumulated.
  func cumulated(to day: Int) -> [Double] {
    sums.indices.contains(day - firstDay) ? sums[day - firstDay] : []
  }

  /// Whether the plain averages are those of table `aar`.
  func average(to days: [Record]) -> Bool {
    days.allSatisfy { day in
      guard let aar = day.number("aar") else { return true }
      let position = (day.integer("rel_day") ?? 0) - firstDay
      guard returns.indices.contains(position), let mean = returns[position].mean,
        returns[position].count == day.integer("n_events")
      else { return false }
      return (mean - aar).magnitude <= 1e-9 * max(1e-3, aar.magnitude)
    }
  }
}
