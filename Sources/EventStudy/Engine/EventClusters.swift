import MarketData
import Statistics

extension Evidence {
  /// Which events share a date, week or firm.
  static let clusters = Evidence(rawValue: 1 << 0)
  /// The average standardized residual of every estimation day.
  static let standardizedResiduals = Evidence(rawValue: 1 << 1)
}

/// Which members of a group belong together, by what may make their returns move together.
struct EventClusters: Sendable {
  /// A partition of the members.
  struct Partition: Sendable {
    /// The cluster of every member, in their order: 0, 1, ... by rising key.
    let codes: [Int]
    /// The number of clusters.
    let count: Int

    init<Key: Comparable>(_ keys: [Key]) {
      let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      var codes = [Int](repeating: 0, count: keys.count)
      var last = -1
      for (place, position) in order.enumerated() {
        if place == 0 || keys[order[place - 1]] < keys[position] { last += 1 }
        codes[position] = last
      }
      self.codes = codes
      count = last + 1
    }
  }

  /// By the session of the event.
  let date: Partition
  /// By the week of that session, Monday to Sunday.
  let week: Partition
  /// By the symbol.
  let firm: Partition
  /// By both: what the two-way variance takes off again.
  let firmAndDate: Partition
  /// The members by firm, then by session.
  let placesByFirm: [Place]

  /// Where a member's data lie; unlike its alignment, nothing that must be retained.
  struct Place: Sendable {
    /// The position of the member in the group.
    let member: Int
    let firm: Int
    let grid: Int
    let series: Int
    /// The position of the session on its grid.
    let session: Int
  }

  init(of members: [Int], in study: AlignedStudy) {
    let sessions = members.map { study.date(ofEvent: $0) }
    date = Partition(sessions)
    week = Partition(sessions.map { Self.week(of: $0) })
    let firms = Partition(members.map { study.instances[$0].symbol?.rawValue ?? "" })
    firm = firms
    let dates = date
    firmAndDate = Partition(
      members.indices.map { firms.codes[$0] * max(1, dates.count) + dates.codes[$0] })
    let byFirm = members.indices.sorted {
      (firms.codes[$0], dates.codes[$0], $0) < (firms.codes[$1], dates.codes[$1], $1)
    }
    placesByFirm = byFirm.compactMap { member in
      guard let place = study.instances[members[member]].aligned else { return nil }
      return Place(
        member: member, firm: firms.codes[member], grid: place.grid, series: place.series,
        session: place.session.position)
    }
  }

  /// The number of the week that an ordinal lies in; ordinal 0 is a Thursday.
  private static func week(of date: Int32) -> Int32 {
    let day = date + 3
    return day >= 0 ? day / 7 : (day - 6) / 7
  }
}

extension AlignedStudy {
  /// The session of an event that has a place in the data, as a date ordinal.
  func date(ofEvent event: Int) -> Int32 {
    guard let place = instances[event].aligned else { return .min }
    return Int32(date(of: place))
  }

  /// The session of a place as a date ordinal.
  func date(of place: EventInstance.Aligned) -> Int64 {
    // An event's own session is always inside the data.
    grids[place.grid].date(at: place.session.position) ?? .min
  }
}

extension FittedEvents {
  /// The deviation over estimation days of the mean over events of residual / sigma
  /// (Brown & Warner 1985).
  func standardizedAverageDeviation(_ members: [Int]) -> Double? {
    let days = layout.estimationDays.count
    var (sums, counts) = ([Double](repeating: 0, count: days), [Int](repeating: 0, count: days))
    for event in members where isStandardizable(event) {
      let (row, scale) = (residuals.row(event), 1 / sigma[event])
      for day in 0..<days where !row[day].isMissing {
        sums[day] += row[day] * scale
        counts[day] += 1
      }
    }
    return zip(sums, counts).filter { $1 > 0 }.map { $0 / Double($1) }.sampleDeviation
  }
}
