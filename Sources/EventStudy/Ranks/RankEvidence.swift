import MarketData
import Statistics

/// What the rank tests of a group share: every event is sorted once, whatever the number of days,
/// windows and tests.
///
/// Events whose residuals do not vary are left out.
struct RankEvidence: Sendable {
  /// Over abnormal returns; `nil` when no test asks for it or no event has a value.
  let abnormal: DayScores?
  /// Over SAR, those of an event day divided by their deviation over events
  /// (Corrado & Zivney 1992).
  let standardized: DayScores?
  /// One entry a position: the event days, then the windows.
  private let generalized: [ResidualScale: [GeneralizedRanks?]]
  /// The deviation of SAR or SCAR over events, or why there is none, by position.
  private let deviations: [Result<Double, Inapplicable>]
  private let isTooLong: Bool

  init(
    _ fitted: FittedEvents, _ study: AlignedStudy, members: [Int], evidence: Evidence,
    threads: Int
  ) {
    let pass = RankPass(fitted, study, members: members, evidence: evidence, threads: threads)
    isTooLong = pass.maximumCount > RankWorkspace.largestCount
    deviations = pass.deviations
    let blocks = pass.isEmpty || isTooLong ? [] : pass.run(threads: threads)
    func scores(_ part: KeyPath<RankPass.Block, DayScores.Block?>) -> DayScores? {
      let parts = blocks.compactMap { $0[keyPath: part] }
      return parts.isEmpty ? nil : DayScores(parts)
    }
    abnormal = scores(\.abnormal)
    standardized = scores(\.standardized)
    var generalized: [ResidualScale: [GeneralizedRanks?]] = [:]
    for (index, scale) in pass.scales.enumerated() {
      generalized[scale] = GeneralizedRanks.all(blocks.map { $0.generalized[index] })
    }
    self.generalized = generalized
  }

  /// The generalized ranks of a sample.
  ///
  /// - Throws: Why there are none.
  func generalized(
    _ scale: ResidualScale, at position: Int
  ) throws(Inapplicable) -> GeneralizedRanks {
    _ = try deviation(at: position...position)
    guard !isTooLong, let ranks = generalized[scale]?[position] else { throw .tooManyDays }
    return ranks
  }

  /// A statistic of the scores of some days.
  ///
  /// - Throws: Why there is none.
  func statistic(
    _ score: DayScores.Score, of scores: DayScores?, on days: ClosedRange<Int>,
    estimationDays: Int, _ deviation: DayScores.Deviation
  ) throws(Inapplicable) -> DayScores.Statistic {
    guard !isTooLong else { throw .tooManyDays }
    let columns = days.lowerBound + estimationDays...days.upperBound + estimationDays
    let statistic = try scores?.statistic(score, days: columns, deviation)
    guard let statistic else {
      _ = try self.deviation(at: days)
      throw .tooFewEvents
    }
    return statistic
  }

  /// Requires a deviation over events at one of some positions.
  private func deviation(at positions: ClosedRange<Int>) throws(Inapplicable) {
    var reason = Inapplicable.tooFewEvents
    for position in positions {
      switch deviations[position] {
      case .success: return
      case .failure(let inapplicable): if inapplicable != .tooFewEvents { reason = inapplicable }
      }
    }
    throw reason
  }
}

extension GeneralizedRanks {
  /// Adds up blocks of events in their order; one entry a point, `nil` for one without events.
  fileprivate static func all(_ blocks: [GeneralizedRankSums]) -> [GeneralizedRanks?] {
    guard let first = blocks.first else { return [] }
    for block in blocks.dropFirst() { first.add(block) }
    return (0..<first.pointCount).map { point in
      let event = first.eventDays[point]
      let cells = point * first.dayCount..<(point + 1) * first.dayCount
      return event.count > 0 ? GeneralizedRanks(first.days[cells], event: event) : nil
    }
  }
}
