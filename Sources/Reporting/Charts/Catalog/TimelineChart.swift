import MarketData
import Tables

/// The events in calendar time: where they crowd, and which sessions they share.
struct TimelineChart: Chart {
  let id = "timeline"
  let title = "Events over time"
  let shows = "How many events fall on each session or month, by group: where they cluster."
  let choices: Set<ChartChoice> = [.group]

  private static let mostSessions = 150
  /// Groups with a colour of their own; the others are drawn as one.
  private static let mostGroups = 5
  private static let mostNamed = 6

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    let events = scope.events.compactMap { event in session(event).map { (event, $0) } }
    guard let first = events.map(\.1).min(), let last = events.map(\.1).max() else {
      throw .nothing("no event has a session")
    }
    let sessions = Dictionary(grouping: events, by: \.1)
    let isMonthly = sessions.count > Self.mostSessions
    let groups = groupNames(events.map(\.0))
    let stacks = isMonthly ? Dictionary(grouping: events) { monthStart($0.1) } : sessions
    let blocks = stacks.sorted { $0.key < $1.key }.flatMap { start, events in
      self.blocks(start, events.map(\.0), groups)
    }
    let starts = blocks.map(\.start)
    let ends = starts.map { isMonthly ? monthEnd($0) : $0 }
    let data = Table(
      id,
      [
        Column("from", dates: starts), Column("to", dates: ends),
        Column("group", texts: blocks.map(\.group)),
        Column("events", integers: blocks.map { $0.names.count }),
        Column("stacked_from", integers: blocks.map(\.below)),
        Column("stacked_to", integers: blocks.map { $0.below + $0.names.count }),
        Column("names", texts: blocks.map { short($0.names) }),
      ])
    let busiest = sessions.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    return Figure(
      title: title, subtitle: subtitle(scope, events.count),
      summary: summary(
        events.count, sessions.count, first, last, busiest?.key, busiest?.value.count),
      notes: isMonthly ? ["Each bar is a month."] : ["Each bar is a session."], data: data,
      fields: [
        Field("from", "from", .date), Field("to", "to", .date), Field("group", "group"),
        Field("events", "events", .count), Field("stacked_from", "drawn from", .count),
        Field("stacked_to", "drawn to", .count), Field("names", "names"),
      ], x: Axis(title: "", scale: .time),
      y: Axis(title: "events", scale: .linear(.count), showsGrid: true),
      layers: [
        Layer(
          mark: .bar, x: .column("from"), x2: isMonthly ? .column("to") : nil,
          y: .column("stacked_to"), y2: .column("stacked_from"),
          paint: .category(column: "group", values: groups),
          tooltip: ["from", "group", "events", "names"])
      ],
      legend: groups.count > 1
        ? groups.enumerated().map {
          LegendEntry(mark: .bar, paint: .series($0), text: $1)
        } : [])
  }

  /// The events of one group on one session or in one month, and how many are drawn below them.
  private struct Block {
    let start: Int
    let group: String
    let below: Int
    let names: [String]
  }

  private func blocks(_ start: Int, _ events: [Record], _ groups: [String]) -> [Block] {
    var below = 0
    return groups.compactMap { group in
      let members = events.filter { self.group($0, groups) == group }
      guard !members.isEmpty else { return nil }
      defer { below += members.count }
      return Block(
        start: start, group: group, below: below,
        names: members.map { "\($0.text("event_id") ?? "-") \($0.text("symbol") ?? "-")" })
    }
  }

  private func subtitle(_ scope: ChartScope, _ count: Int) -> String {
    let group = scope.group == ChartScope.everything ? "" : ", group \(scope.group)"
    return "\(scope.study.name)\(group), \(counted(count, "event"))"
  }

  private func summary(
    _ count: Int, _ sessions: Int, _ first: Int, _ last: Int, _ busiest: Int?, _ most: Int?
  ) -> String {
    let period =
      first == last ? "on \(dateText(first))" : "from \(dateText(first)) to \(dateText(last))"
    let spread = "\(counted(count, "event")) on \(counted(sessions, "session")) \(period)"
    guard let busiest, let most, most > 1, sessions > 1 else { return spread + "." }
    return "\(spread); most, \(countText(most)), on \(dateText(busiest))."
  }

  private func short(_ names: [String]) -> String {
    let rest = names.count - Self.mostNamed
    return names.prefix(Self.mostNamed).joined(separator: ", ")
      + (rest > 0 ? " and \(countText(rest)) more" : "")
  }

  // MARK: Groups

  private static let others = "other groups"

  private func groupNames(_ events: [Record]) -> [String] {
    let counts = events.reduce(into: [:]) { $0[name($1), default: 0] += 1 }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    guard names.count > Self.mostGroups else { return names }
    return names.prefix(Self.mostGroups - 1) + [Self.others]
  }

  private func name(_ event: Record) -> String { event.text("event_group") ?? "no group" }

  private func group(_ event: Record, _ names: [String]) -> String {
    names.contains(name(event)) ? name(event) : Self.others
  }

  // MARK: Dates

  private func session(_ event: Record) -> Int? {
    if case .date(let ordinal) = event.table["session"]?[event.row] { ordinal } else { nil }
  }

  private func monthStart(_ ordinal: Int) -> Int {
    ordinal - CalendarDate(ordinal: ordinal).components.day + 1
  }

  /// The last day of the month that starts on a day.
  private func monthEnd(_ start: Int) -> Int { monthStart(start + 31) - 1 }
}
